"""A small Bolt app, a Playground and a browser, for the tests of the page."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, expect, sync_playwright
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from podsprint.playground.config import Channel, Config, User
from podsprint.playground.server import Playground

Json = dict[str, Any]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

HOSTILE = "<script>document.title='owned'</script> <img src=x onerror=alert(1)> \u202etxt.exe\u202c &amp; \"'"
MANIFEST: Json = {
    "display_information": {"name": "testapp"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "testapp"},
        "slash_commands": [{"command": "/try", "description": "Tries things", "usage_hint": "form | ask | post"}],
        "shortcuts": [
            {"name": "Check in", "type": "global", "callback_id": "global_one", "description": "Opens a form"},
            {"name": "Save as observation", "type": "message", "callback_id": "message_one", "description": "Keeps it"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "files:write",
                "im:history",
                "im:write",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


# ---- the app under the page


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, description: str = "") -> Json:
    made: Json = {"text": words(text), "value": text.lower()}
    return made | ({"description": words(description)} if description else {})


def field(block_id: str, label: str, kind: str, optional: bool = False, hint: str = "", **more: Any) -> Json:
    block: Json = {
        "type": "input",
        "block_id": block_id,
        "label": words(label),
        "optional": optional,
        "element": {"type": kind, "action_id": "it", **more},
    }
    return block | ({"hint": words(hint)} if hint else {})


def modal(callback: str, title: str, blocks: list[Json]) -> Json:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": words(title),
        "submit": words("Save"),
        "close": words("Not now"),
        "blocks": blocks,
    }


COLOURS = [option("Red", "Like a brick"), option("Green"), option("Blue")]
EVERYTHING = [
    field("line", "One line", "plain_text_input", hint="Just one.", max_length=40),
    field("lines", "Many lines", "plain_text_input", multiline=True, initial_value="first"),
    field("number", "A number", "number_input", is_decimal_allowed=False, min_value="1", max_value="10"),
    field("email", "An email", "email_text_input"),
    field("url", "An address", "url_text_input"),
    field("colour", "A colour", "static_select", options=COLOURS),
    field(
        "colours", "Some colours", "multi_static_select", option_groups=[{"label": words("All"), "options": COLOURS}]
    ),
    field("person", "A person", "users_select"),
    field("people", "Some people", "multi_users_select", initial_users=["U2"]),
    field("talk", "A conversation", "conversations_select", default_to_current_conversation=True),
    field("talks", "Some conversations", "multi_conversations_select", filter={"include": ["public"]}),
    field("room", "A channel", "channels_select"),
    field("rooms", "Some channels", "multi_channels_select"),
    field("found", "Something found", "external_select", min_query_length=2),
    field("day", "A day", "datepicker"),
    field("hour", "An hour", "timepicker", initial_time="09:30"),
    field("moment", "A moment", "datetimepicker"),
    field("one", "One of them", "radio_buttons", options=COLOURS),
    field("some", "Some of them", "checkboxes", options=COLOURS),
    field("rich", "Rich words", "rich_text_input"),
    field("extra", "Something else", "plain_text_input", optional=True),
]


def home(pressed: int) -> Json:
    button = {"type": "button", "action_id": "count", "text": words("Press me"), "style": "primary"}
    text = {"type": "mrkdwn", "text": f"Pressed *{pressed}* times"}
    return {"type": "home", "blocks": [{"type": "section", "block_id": "h", "text": text, "accessory": button}]}


class Bot:
    """A small Bolt app that remembers what reached it."""

    def __init__(self, client: WebClient) -> None:
        self.submitted: list[Json] = []
        self.actions: list[Json] = []
        self.shortcuts: list[Json] = []
        self.pressed = 0
        self.app = App(client=client, token_verification_enabled=False)
        self.app.command("/try")(self.command)
        self.app.view(re.compile(".*"))(self.submit)
        self.app.options("it")(lambda ack, payload: ack(options=[option(f"{payload['value']} found")]))
        self.app.event("app_home_opened")(self.opened)
        self.app.action("count")(self.count)
        self.app.action("more")(self.more)
        self.app.action(re.compile("press|menu"))(self.action)
        self.app.shortcut(re.compile(".*"))(self.shortcut)

    def command(self, ack: Any, command: Json, client: WebClient, body: Json) -> None:
        match command["text"].split():
            case ["ask"]:
                ack()
                blocks = [
                    field("answer", "Your answer", "plain_text_input"),
                    field("by", "By when", "datepicker", optional=True),
                ]
                client.views_open(trigger_id=body["trigger_id"], view=modal("ask", "A question", blocks))
            case ["form"]:
                ack()
                client.views_open(trigger_id=body["trigger_id"], view=modal("form", "Everything", EVERYTHING))
            case ["stack"]:
                ack()
                blocks = [field("first", "First", "plain_text_input")]
                client.views_open(trigger_id=body["trigger_id"], view=modal("stack", "Two steps", blocks))
            case ["growing"]:
                ack()
                client.views_open(trigger_id=body["trigger_id"], view=modal("growing", "Growing", growing()))
            case ["post"]:
                ack()
                client.chat_postMessage(channel=command["channel_id"], text="Buttons", blocks=buttons())
            case ["hostile"]:
                ack()
                section = {"type": "section", "text": {"type": "plain_text", "text": HOSTILE}}
                client.chat_postMessage(channel=command["channel_id"], text=HOSTILE, blocks=[section])
            case ["silent"]:
                return
            case _:
                ack(f"You said {command['text']}")

    def submit(self, ack: Any, view: Json) -> None:
        values = view["state"]["values"]
        if view["callback_id"] == "stack":
            blocks = [field("then", "Then", "plain_text_input", optional=True)]
            ack(response_action="push", view=modal("second", "Second", blocks))
            return
        if values.get("answer", {}).get("it", {}).get("value") == "bad":
            ack(response_action="errors", errors={"answer": "Please say it kindly.", "by": "That is a Sunday."})
            return
        self.submitted.append(values)
        ack()

    def opened(self, event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=home(self.pressed))

    def count(self, ack: Any, body: Json, client: WebClient) -> None:
        ack()
        self.pressed += 1
        client.views_publish(user_id=body["user"]["id"], view=home(self.pressed))

    def more(self, ack: Any, body: Json, client: WebClient) -> None:
        ack()
        extra = field("new", "And why", "plain_text_input")
        client.views_update(view_id=body["view"]["id"], view=modal("growing", "Grown", [*growing(), extra]))

    def action(self, ack: Any, body: Json) -> None:
        ack()
        self.actions.append(body["actions"][0])

    def shortcut(self, ack: Any, shortcut: Json) -> None:
        ack()
        self.shortcuts.append(shortcut)


def growing() -> list[Json]:
    choice = field("choice", "Which", "static_select", options=COLOURS)
    choice["element"]["action_id"] = "more"
    return [field("kept", "Typed before", "plain_text_input"), choice | {"dispatch_action": True}]


def buttons() -> list[Json]:
    confirm = {
        "title": words("Really?"),
        "text": words("It is final."),
        "confirm": words("Do it"),
        "deny": words("Leave it"),
    }
    press = {"type": "button", "action_id": "press", "text": words("Press"), "value": "v", "confirm": confirm}
    menu = {"type": "overflow", "action_id": "menu", "options": COLOURS}
    return [{"type": "actions", "block_id": "acts", "elements": [press, menu]}]


class Watch:
    """A clock that moves when told to."""

    zone = "Europe/Lisbon"

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 9, 0, tzinfo=UTC) + self.ahead

    def next(self) -> tuple[datetime, str]:
        return datetime(2026, 11, 26, 9, 0, tzinfo=UTC), "Stand-up"

    def travel(self, to: str) -> None:
        self.ahead += {"+1h": timedelta(hours=1), "+1d": timedelta(days=1)}.get(to, timedelta(days=3))


@pytest.fixture(scope="module")
def slack() -> Iterator[Playground]:
    users = (
        User("U1", "ann", "Ann Ito", "Delivery", tz="Europe/Berlin", color="2f6d64"),
        User("U2", "bo", "Bo Lind", "Engineering", tz="Europe/Stockholm"),
        User("U3", "cy", "Cy Owusu"),
    )
    channels = (
        Channel("C1", "pod-north", ("U1", "U2", "U3", "U0BOT"), topic="Two weeks"),
        Channel("C2", "general", ("U1", "U2", "U3"), is_general=True),
    )
    config = Config(manifest=MANIFEST, users=users, channels=channels)
    with Playground(config, pace=None, ack_seconds=0.6, clock=Watch()) as playground:
        yield playground


@pytest.fixture(scope="module")
def running(slack: Playground) -> Iterator[Bot]:
    bot = Bot(WebClient(token=slack.config.bot_token, base_url=slack.api_url))
    handler = SocketModeHandler(
        bot.app,
        app_token=slack.config.app_token,
        web_client=WebClient(token=slack.config.app_token, base_url=slack.api_url),
    )
    handler.connect()  # type: ignore[no-untyped-call]
    slack.wait_connected()
    yield bot
    handler.close()  # type: ignore[no-untyped-call]


@pytest.fixture
def testapp(running: Bot, slack: Playground) -> Bot:
    for seen in (running.submitted, running.actions, running.shortcuts):
        seen.clear()
    slack.clear()
    return running


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(driver: Playwright) -> Iterator[Browser]:
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


class Tabs:
    """Browser tabs, kept from test to test: opening one takes longer than most tests."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.pages: list[Page] = []
        self.problems: list[str] = []

    def open(self) -> Page:
        context = self._browser.new_context(locale="en-GB", reduced_motion="reduce")
        context.set_default_timeout(5000)
        page = context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))
        return page

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def take(self, number: int) -> Page:
        while len(self.pages) <= number:
            self.pages.append(self.open())
        return self.pages[number]


@pytest.fixture(scope="module")
def tabs(chromium: Browser, slack: Playground) -> Iterator[Tabs]:
    """Closed before `slack`, which would wait for their sockets."""
    made = Tabs(chromium)
    yield made
    for page in made.pages:
        page.context.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(tabs: Tabs, slack: Playground, testapp: Bot) -> Iterator[Visit]:
    """Opens the page at a hash. Afterwards nothing may have gone wrong in the browser."""
    opened: list[Page] = []
    tabs.problems.clear()

    def go(
        where: str = "#user=U1&channel=C1",
        width: int = 1200,
        height: int = 800,
        prepare: Callable[[Page], None] | None = None,
    ) -> Page:
        page = tabs.open() if prepare else tabs.take(len(opened))
        opened.append(page)
        if prepare:
            prepare(page)
        page.set_viewport_size({"width": width, "height": height})
        page.goto("about:blank")
        page.goto(slack.url + where)
        expect(page.locator("#app:not([aria-busy])")).to_be_visible()
        return page

    yield go
    for page in opened:
        close_modals(page)
        page.evaluate("localStorage.clear()")
        if page not in tabs.pages:
            page.context.close()
    assert tabs.problems == []


def close_modals(page: Page) -> None:
    dialog = page.locator("#modal[open]")
    while dialog.count():
        before = dialog.locator("form").element_handle()
        page.keyboard.press("Escape")
        page.wait_for_function("form => !form.isConnected", arg=before)
