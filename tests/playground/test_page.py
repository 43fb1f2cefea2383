"""The playground page in a real browser, against a real Playground and a real Bolt app."""

import base64
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect
from slack_sdk import WebClient

from podsprint.playground.server import Playground

from . import page_fixtures
from .page_fixtures import CHROMIUM, HOSTILE, Bot, Visit, close_modals, words

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
# pytest finds fixtures among a module's names.
driver, chromium, tabs, visit = page_fixtures.driver, page_fixtures.chromium, page_fixtures.tabs, page_fixtures.visit
slack, running, testapp = page_fixtures.slack, page_fixtures.running, page_fixtures.testapp
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def composer(page: Page, label: str = "Message #pod-north") -> Locator:
    return page.get_by_role("textbox", name=label)


def say(page: Page, text: str) -> None:
    composer(page).fill(text)
    composer(page).press("Enter")
    expect(composer(page)).to_have_value("")
    if not text.startswith("/"):
        start = re.split(r"[*&<@]", text.strip())[0].strip()
        expect(messages(page).last).to_contain_text(start[:40])


def messages(page: Page) -> Locator:
    return page.get_by_role("list", name="Messages in #pod-north").locator("> li")


# ---- conversations


def test_another_person_sees_what_that_person_may_see(visit: Visit) -> None:
    page = visit()
    say(page, "hello from *Ann*")
    expect(messages(page).last.locator("strong").last).to_have_text("Ann")
    page.get_by_label("Acting as").select_option("U2")
    page.wait_for_url(re.compile("user=U2"))
    expect(messages(page).last).to_contain_text("Ann Ito")
    expect(messages(page).last.get_by_role("button", name="More actions")).to_be_attached()
    page.reload()
    expect(page.get_by_label("Acting as")).to_have_value("U2")


def test_without_a_hash_somebody_is_there(visit: Visit) -> None:
    page = visit("")
    expect(page.get_by_label("Acting as")).to_have_value("U1")
    expect(page).to_have_url(re.compile("user=U1&channel=C"))


def test_a_command_is_suggested_and_its_answer_is_only_visible_to_me(visit: Visit) -> None:
    page = visit()
    box = composer(page)
    box.fill("/t")
    expect(page.get_by_role("option", name="Tries things")).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value("/try ")
    box.press_sequentially("echo")
    box.press("Enter")
    last = messages(page).last
    expect(last).to_contain_text("Only visible to you")
    expect(last).to_contain_text("You said echo")
    page.get_by_label("Acting as").select_option("U2")
    expect(messages(page).filter(has_text="You said echo")).to_have_count(0)
    page.get_by_label("Acting as").select_option("U1")
    expect(last).to_contain_text("You said echo")
    last.get_by_role("button", name="Dismiss").click()
    expect(messages(page).filter(has_text="You said echo")).to_have_count(0)


def test_an_unknown_command_and_a_silent_app_say_so(visit: Visit) -> None:
    page = visit()
    composer(page).fill("/nothing here")
    composer(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("/nothing is not a command here")
    expect(composer(page)).to_have_value("/nothing here")
    composer(page).fill("/try silent")
    composer(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("did not answer within three seconds")
    expect(composer(page)).to_have_value("/try silent")


def test_a_reply_goes_to_the_thread(visit: Visit, slack: Playground) -> None:
    page = visit()
    say(page, "a question")
    messages(page).last.hover()
    messages(page).last.get_by_role("button", name="Reply in thread").click()
    reply = page.get_by_role("textbox", name="Reply in thread")
    expect(reply).to_be_focused()
    reply.fill("/try echo")
    reply.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("inside a thread")
    reply.fill("an answer")
    reply.press("Enter")
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("listitem").last).to_contain_text("an answer")
    expect(messages(page).last).to_contain_text("1 reply")
    assert slack.messages("C1")[-1]["thread_ts"] == slack.messages("C1")[-2]["ts"]
    page.keyboard.press("Escape")
    expect(thread).to_be_hidden()
    page.get_by_role("button", name="1 reply").click()
    expect(page).to_have_url(re.compile("thread="))
    page.reload()
    expect(thread.get_by_role("listitem").last).to_contain_text("an answer")


def test_what_is_typed_survives_what_happens_meanwhile(visit: Visit, slack: Playground) -> None:
    page = visit()
    composer(page).fill("half a thou")
    WebClient(token=slack.config.bot_token, base_url=slack.api_url).chat_postMessage(channel="C1", text="meanwhile")
    expect(messages(page).last).to_contain_text("meanwhile")
    expect(composer(page)).to_have_value("half a thou")
    expect(composer(page)).to_be_focused()
    expect(page.locator("#live")).to_contain_text("testapp in #pod-north: meanwhile")


def test_own_messages_can_be_edited_and_deleted(visit: Visit) -> None:
    page = visit()
    say(page, "first wording & <more> @Bo Lind")
    last = messages(page).last
    expect(last.locator(".mention")).to_have_text("@Bo Lind")
    expect(last).to_contain_text("first wording & <more>")
    last.hover()
    last.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Edit").click()
    edit = page.get_by_role("textbox", name="Edit message")
    expect(edit).to_have_value("first wording & <more> @Bo Lind")
    edit.fill("second wording")
    edit.press("Enter")
    expect(last).to_contain_text("second wording (edited)")
    last.hover()
    last.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("alertdialog", name="Delete this message?").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("second wording")).to_have_count(0)


def test_reactions(visit: Visit) -> None:
    page = visit()
    say(page, "good?")
    messages(page).last.hover()
    messages(page).last.get_by_role("button", name="Add reaction").click()
    page.get_by_role("menuitem", name="bulb").click()
    expect(messages(page).last.get_by_role("button", name="bulb, 1: Ann Ito")).to_be_visible()


def test_unread_messages_are_counted_until_they_are_seen(visit: Visit) -> None:
    ann, bo = visit("#user=U1&channel=C2"), visit("#user=U2&channel=C1")
    say(bo, "for later")
    link = ann.get_by_role("link", name=re.compile(r"pod-north, \d+ unread"))
    expect(link).to_be_visible()
    link.click()
    expect(ann.get_by_role("link", name="pod-north", exact=True)).to_have_attribute("aria-current", "page")
    ann.get_by_role("link", name="general").click()
    expect(ann.get_by_role("link", name="pod-north", exact=True)).to_be_visible()


def test_a_lost_connection_is_shown_and_comes_back(visit: Visit, slack: Playground) -> None:
    routes: list[WebSocketRoute] = []

    def refuse_twice(route: WebSocketRoute) -> None:
        routes.append(route)
        if len(routes) < 3:
            route.close()
        else:
            route.connect_to_server()

    page = visit(prepare=lambda page: page.route_web_socket("**/ui/events*", refuse_twice))
    note = page.get_by_text("Reconnecting to the playground…")
    expect(note).to_be_visible()
    client = WebClient(token=slack.config.bot_token, base_url=slack.api_url)
    client.chat_postMessage(channel="C1", text="while you were away")
    expect(messages(page).last).to_contain_text("while you were away")
    expect(note).to_be_hidden()


def test_channels_and_direct_messages(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="Create a channel").click()
    page.get_by_label("Name").fill("New Room")
    page.get_by_label("Bo Lind").check()
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("heading", name="new-room")).to_be_visible()
    page.get_by_role("button", name="New direct message").click()
    page.get_by_label("Cy Owusu").check()
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="Cy Owusu")).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Jump to").fill("north")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="pod-north")).to_be_visible()


# ---- what the app draws


def test_buttons_confirm_and_menus_reach_the_app(visit: Visit, testapp: Bot) -> None:
    page = visit()
    say(page, "/try post")
    press = messages(page).last.get_by_role("button", name="Press", exact=True)
    press.click()
    dialog = page.get_by_role("alertdialog", name="Really?")
    dialog.get_by_role("button", name="Leave it").click()
    expect(dialog).to_be_hidden()
    press.click()
    with page.expect_response("**/ui/action"):
        dialog.get_by_role("button", name="Do it").click()
    messages(page).last.get_by_role("button", name="More options").click()
    with page.expect_response("**/ui/action"):
        page.get_by_role("menuitem", name="Green").click()
    assert [(a["action_id"], a.get("value")) for a in testapp.actions] == [("press", "v"), ("menu", None)]
    assert testapp.actions[1]["selected_option"]["value"] == "green"


def test_shortcuts(visit: Visit, testapp: Bot) -> None:
    page = visit()
    say(page, "worth keeping")
    messages(page).last.hover()
    messages(page).last.get_by_role("button", name="More actions").click()
    with page.expect_response("**/ui/shortcut"):
        page.get_by_role("menuitem", name="Save as observation").click()
    page.get_by_role("button", name="Shortcuts").click()
    with page.expect_response("**/ui/shortcut"):
        page.get_by_role("menuitem", name="Check in").click()
    assert [s["callback_id"] for s in testapp.shortcuts] == ["message_one", "global_one"]
    assert testapp.shortcuts[0]["message"]["text"] == "worth keeping"


def test_the_home_tab_and_its_button(visit: Visit, testapp: Bot) -> None:
    page = visit("#user=U3&tab=home")
    before = testapp.pressed
    expect(page.get_by_text(f"Pressed {before} times")).to_be_visible()
    page.get_by_role("button", name="Press me").click()
    expect(page.get_by_text(f"Pressed {before + 1} times")).to_be_visible()
    page.get_by_role("navigation", name="App tabs").get_by_role("link", name="Messages").click()
    expect(page.get_by_role("textbox", name="Message testapp")).to_be_visible()


def test_markup(visit: Visit, slack: Playground) -> None:
    page = visit()
    client = WebClient(token=slack.config.bot_token, base_url=slack.api_url)
    lines = [
        "*bold* _slanted_ ~gone~ `code *not bold*` snake_case_stays 2*3*4 :bulb: :no_such_thing: at 10:30:00",
        "<https://example.com/a?b=1&amp;c=2|a link> <mailto:a@example.com|write> <javascript:alert(1)|not a link>",
        "<@U1> <@U2> <#C1|x> <!here> <!date^1795000000^{date_num} {time}|then> &lt;b&gt; &amp;amp;",
        "> quoted *words*",
        "> and more",
        "\u2022 one",
        "\u2022 two",
        "```",
        "if *this*:",
        "    <@U1|kept> &lt;",
        "```",
    ]
    client.chat_postMessage(channel="C1", text="\n".join(lines))
    last = messages(page).last.locator(".prose")
    first = last.locator("p").first
    expect(first.locator("strong")).to_have_text("bold")
    expect(first.locator("em")).to_have_text("slanted")
    expect(first.locator("del")).to_have_text("gone")
    expect(first.locator("code")).to_have_text("code *not bold*")
    expect(first).to_contain_text("snake_case_stays 2*3*4 \U0001f4a1 :no_such_thing: at 10:30:00")
    expect(last.get_by_role("link", name="a link")).to_have_attribute("href", "https://example.com/a?b=1&c=2")
    expect(last.get_by_role("link")).to_have_text(["a link", "write"])
    expect(last.locator(".mention")).to_have_text(["@Ann Ito", "@Bo Lind", "#pod-north", "@here"])
    expect(last.locator(".mention-me")).to_have_text("@Ann Ito")
    expect(last.locator("time")).to_have_text("2026-11-18 12:06")
    expect(first).to_contain_text("<b> &amp;")
    expect(last.locator("blockquote")).to_have_text("quoted words and more", use_inner_text=True)
    expect(last.locator("ul > li")).to_have_text(["one", "two"])
    expect(last.locator("pre")).to_have_text("if *this*:\n    <@U1|kept> <")


def test_blocks(visit: Visit, slack: Playground) -> None:
    page = visit()
    bold = {"type": "text", "text": "bold", "style": {"bold": True}}
    item = {"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U2"}]}
    rich = [
        {"type": "rich_text_section", "elements": [bold, {"type": "emoji", "name": "bulb"}]},
        {"type": "rich_text_list", "style": "ordered", "elements": [item, item]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "code"}]},
    ]
    picture = {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "Elsewhere"}
    blocks: list[dict[str, object]] = [
        {"type": "header", "text": words("A header")},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Left*"}, {"type": "mrkdwn", "text": "right"}]},
        {"type": "divider"},
        {"type": "context", "elements": [picture, {"type": "mrkdwn", "text": "small *print*"}]},
        {"type": "rich_text", "elements": rich},
        {"type": "markdown", "text": "# Title\n\n**strong** [there](https://example.com)\n\n1. a\n2. b"},
        {"type": "image", "image_url": "https://example.com/y.png", "alt_text": "Far away", "title": words("Called")},
    ]
    client = WebClient(token=slack.config.bot_token, base_url=slack.api_url)
    client.chat_postMessage(channel="C1", text="All blocks", blocks=blocks)
    last = messages(page).last
    expect(last.get_by_role("heading", name="A header")).to_be_visible()
    expect(last.locator(".fields .prose")).to_have_text(["Left", "right"])
    expect(last.get_by_role("separator")).to_be_visible()
    expect(last.locator(".context")).to_contain_text("small print")
    expect(last.locator("ol > li").first).to_have_text("@Bo Lind")
    expect(last.locator("blockquote")).to_have_text("quoted")
    expect(last.locator("pre")).to_have_text("code")
    expect(last.get_by_role("heading", name="Title")).to_be_visible()
    expect(last.get_by_role("link", name="there")).to_be_visible()
    expect(last.get_by_text("Far away")).to_be_visible()


def test_an_uploaded_picture_is_shown(visit: Visit, slack: Playground) -> None:
    page = visit()
    client = WebClient(token=slack.config.bot_token, base_url=slack.api_url)
    client.files_upload_v2(channel="C1", content=PIXEL, filename="chart.png", title="A chart")
    picture = messages(page).last.get_by_role("img", name="A chart")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 1)


def test_hostile_and_long_text_stays_text(visit: Visit) -> None:
    page = visit()
    say(page, "/try hostile")
    expect(messages(page).last.locator(".prose")).to_have_text(HOSTILE)
    say(page, f"{HOSTILE} {'long ' * 600}")
    expect(messages(page).last.locator(".prose")).to_contain_text("<script>document.title='owned'</script> <img src=x")
    assert page.locator("#messages script, #messages img[src=x]").count() == 0
    assert "owned" not in page.title()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# ---- modals


def everything_filled(page: Page) -> None:
    form = page.get_by_role("dialog", name="Everything")
    form.get_by_label("One line").fill("a line")
    expect(form.get_by_text("6 of 40 characters")).to_be_visible()
    form.get_by_label("Many lines").fill("first\nsecond")
    form.get_by_label("A number").fill("7")
    form.get_by_label("An email").fill("ann@example.com")
    form.get_by_label("An address").fill("https://example.com/a")
    form.get_by_label("A colour", exact=True).select_option(label="Green")
    form.get_by_label("A person").select_option(label="Cy Owusu")
    expect(form.get_by_label("A conversation")).to_have_value(re.compile("."))
    form.get_by_label("A channel").select_option(label="#general")
    for label, picks in (
        ("Some colours", ["Red", "Blue"]),
        ("Some people", ["Ann Ito"]),
        ("Some conversations", ["#general"]),
        ("Some channels", ["#pod-north"]),
    ):
        group = form.get_by_role("group", name=label, exact=True)
        group.get_by_role("button", name="Choose").click()
        for pick in picks:
            group.get_by_role("checkbox", name=pick).check()
        group.get_by_role("button", name="Done").click()
    form.get_by_label("Something found").press_sequentially("lost")
    form.get_by_role("button", name="lost found").click()
    form.get_by_label("A day").fill("2026-12-03")
    form.get_by_label("An hour").fill("10:15")
    form.get_by_label("A moment").fill("2026-12-03T10:15")
    form.get_by_role("radiogroup", name="One of them").get_by_label("Blue").check()
    form.get_by_role("group", name="Some of them").get_by_label("Red").check()
    form.get_by_label("Rich words").fill("so:\n- one\n- two")


def test_every_kind_of_field_reaches_the_app(visit: Visit, testapp: Bot) -> None:
    page = visit()
    say(page, "/try form")
    everything_filled(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#modal")).to_be_hidden()
    expect(composer(page)).to_be_focused()
    values = {block: next(iter(actions.values())) for block, actions in testapp.submitted[0].items()}
    assert all(value["type"] for value in values.values())
    plain = {k: v["value"] for k, v in values.items() if "value" in v}
    assert plain == {
        "line": "a line",
        "lines": "first\nsecond",
        "number": "7",
        "email": "ann@example.com",
        "url": "https://example.com/a",
        "extra": None,
    }
    assert values["colour"]["selected_option"]["value"] == "green"
    assert [o["value"] for o in values["colours"]["selected_options"]] == ["red", "blue"]
    assert values["person"]["selected_user"] == "U3"
    assert values["people"]["selected_users"] == ["U2", "U1"]
    assert values["talk"]["selected_conversation"] == "C1"
    assert values["talks"]["selected_conversations"] == ["C2"]
    assert values["room"]["selected_channel"] == "C2"
    assert values["rooms"]["selected_channels"] == ["C1"]
    assert values["found"]["selected_option"]["value"] == "lost found"
    assert values["day"]["selected_date"] == "2026-12-03"
    assert values["hour"]["selected_time"] == "10:15"
    in_berlin = datetime(2026, 12, 3, 9, 15, tzinfo=UTC).timestamp()
    assert values["moment"]["selected_date_time"] == in_berlin
    assert values["one"]["selected_option"]["value"] == "blue"
    assert [o["value"] for o in values["some"]["selected_options"]] == ["red"]
    kinds = [part["type"] for part in values["rich"]["rich_text_value"]["elements"]]
    assert kinds == ["rich_text_section", "rich_text_list"]


def test_errors_stand_under_their_fields(visit: Visit, testapp: Bot) -> None:
    page = visit()
    say(page, "/try ask")
    answer = page.get_by_label("Your answer")
    expect(answer).to_be_focused()
    page.get_by_role("button", name="Save").click()
    expect(answer).to_have_accessible_description("Please complete this required field.")
    expect(answer).to_have_attribute("aria-invalid", "true")
    expect(answer).to_be_focused()
    answer.fill("bad")
    expect(answer).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Save").click()
    expect(answer).to_have_accessible_description("Please say it kindly.")
    expect(page.get_by_label("By when")).to_have_accessible_description("That is a Sunday.")
    expect(answer).to_be_focused()
    answer.fill("good")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#modal")).to_be_hidden()
    assert [v["answer"]["it"]["value"] for v in testapp.submitted] == ["good"]


def test_an_update_keeps_what_was_typed(visit: Visit) -> None:
    page = visit()
    say(page, "/try growing")
    page.get_by_label("Typed before").fill("stays")
    page.get_by_label("Which").focus()
    page.get_by_label("Which").select_option(label="Blue")
    expect(page.get_by_role("dialog", name="Grown")).to_be_visible()
    expect(page.get_by_label("And why")).to_be_visible()
    expect(page.get_by_label("Typed before")).to_have_value("stays")
    expect(page.get_by_label("Which").locator("option:checked")).to_have_text("Blue")
    expect(page.get_by_label("Which")).to_be_focused()


def test_a_stack_of_modals(visit: Visit) -> None:
    page = visit()
    say(page, "/try stack")
    page.get_by_label("First").fill("one")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog", name="Second")).to_be_visible()
    expect(page.get_by_label("Then")).to_be_focused()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("First")).to_have_value("one")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Then")).to_have_value("")
    page.get_by_role("button", name="Close all").click()
    expect(page.locator("#modal")).to_be_hidden()


def test_a_modal_without_a_mouse(visit: Visit, testapp: Bot) -> None:
    page = visit()
    say(page, "/try ask")
    expect(page.get_by_label("Your answer")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#modal")).to_be_hidden()
    expect(composer(page)).to_be_focused()
    page.keyboard.type("/try ask")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your answer")).to_be_focused()
    page.keyboard.type("only keys")
    page.keyboard.press("Tab")
    expect(page.get_by_label("By when")).to_be_focused()
    page.keyboard.type("12122026")  # the same in every order of day and month
    for _ in range(30):
        if page.evaluate("document.activeElement.textContent") == "Save":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#modal")).to_be_hidden()
    assert testapp.submitted[0]["answer"]["it"]["value"] == "only keys"
    assert testapp.submitted[0]["by"]["it"]["selected_date"] == "2026-12-12"


# ---- time, traffic, trouble


def test_time_moves(visit: Visit) -> None:
    page = visit()
    clock = page.get_by_role("region", name="Clock")
    before = clock.locator("time").inner_text()
    clock.get_by_role("button", name="+1 hour").click()
    hour = f"{(int(before[:2]) + 1) % 24:02d}:"
    expect(clock.locator("time")).to_have_text(re.compile(hour))
    expect(clock.get_by_role("button", name=re.compile("Next session: Thu,? 26 Nov,? 09:00, Stand-up"))).to_be_visible()
    expect(clock).to_contain_text("Europe/Lisbon")


def test_the_inspector_shows_traffic_and_makes_trouble(visit: Visit) -> None:
    page = visit("#user=U1&channel=C1&inspector=1")
    drawer = page.get_by_role("region", name="Inspector")
    say(page, "/try echo for the inspector")
    drawer.get_by_label("Filter traffic").fill("slash")
    row = drawer.get_by_role("list", name="Traffic").get_by_role("button", name=re.compile("slash_commands")).last
    row.click()
    expect(drawer.get_by_label("Body of slash_commands")).to_contain_text('"text": "echo for the inspector"')
    drawer.get_by_role("button", name="Trouble").click()
    drawer.get_by_label("Call").fill("ui:slash_commands")
    drawer.get_by_label("fails with").select_option("timeout_before")
    drawer.get_by_role("button", name="Arm").click()
    expect(page.locator("#notices")).to_contain_text("The next ui:slash_commands will fail.")
    composer(page).fill("/try echo")
    composer(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("did not answer")
    drawer.get_by_role("button", name="Close inspector").click()
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("button", name="Inspector")).to_be_focused()


# ---- for everybody

AUDIT = """() => {
  const problems = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const ids = all("[id]").map((el) => el.id);
  for (const id of ids.filter((id, i) => ids.indexOf(id) !== i)) problems.push(`duplicate id ${id}`);

  const pointed = (el, attribute) => (el.getAttribute(attribute) ?? "").split(" ").filter(Boolean);
  const textOf = (id) => document.getElementById(id)?.textContent ?? "";
  const given = (el) => el.getAttribute("aria-label") || pointed(el, "aria-labelledby").map(textOf).join("");
  const labels = (el) => [...(el.labels ?? [])].map((label) => label.textContent).join("");
  for (const el of all("input, select, textarea")) {
    if (!(given(el) || labels(el)).trim()) problems.push(`field without a name: ${el.outerHTML.slice(0, 120)}`);
  }
  for (const el of all("button, a[href]")) {
    if (!(given(el) || el.textContent).trim()) problems.push(`control without a name: ${el.outerHTML.slice(0, 120)}`);
  }
  const regions = "dialog[open], [role=group], [role=radiogroup], [role=menu], [role=listbox], nav, aside, section";
  for (const el of all(regions)) {
    if (!given(el).trim()) problems.push(`region without a name: ${el.outerHTML.slice(0, 120)}`);
  }
  for (const el of all("[aria-describedby], [aria-labelledby]").filter((el) => el.checkVisibility())) {
    for (const id of [...pointed(el, "aria-describedby"), ...pointed(el, "aria-labelledby")]) {
      if (!document.getElementById(id)) problems.push(`points nowhere: ${id}`);
    }
  }
  for (const el of all("img:not([alt])")) problems.push(`picture without words: ${el.src}`);
  for (const el of all("[tabindex]").filter((el) => el.tabIndex > 0)) problems.push(`tabindex: ${el.outerHTML}`);
  for (const tag of ["h1", "main"]) if (all(tag).length !== 1) problems.push(`not exactly one ${tag}`);
  return problems;
}"""


def test_everything_has_a_name(visit: Visit) -> None:
    page = visit("#user=U1&channel=C1&inspector=1", width=1400, height=900)
    say(page, "/try post")
    expect(messages(page).last.get_by_role("button", name="Press", exact=True)).to_be_visible()
    messages(page).last.hover()
    messages(page).last.get_by_role("button", name="Reply in thread").click()
    expect(page.get_by_role("complementary", name="Thread")).to_be_visible()
    page.get_by_role("button", name="Trouble").click()
    assert page.evaluate(AUDIT) == []
    composer(page).fill("/try form")
    composer(page).press("Enter")
    expect(page.get_by_role("dialog", name="Everything")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("One line")).to_have_attribute("aria-invalid", "true")
    assert page.evaluate(AUDIT) == []
    close_modals(page)
    page.goto(re.sub("#.*", "#user=U1&tab=home", page.url))
    expect(page.get_by_role("button", name="Press me")).to_be_visible()
    assert page.evaluate(AUDIT) == []


def test_the_skip_link_leads_to_the_conversation(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the conversation")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_url(re.compile("channel=C1"))


@pytest.mark.parametrize("width", [360, 800])
def test_small_screens(visit: Visit, width: int) -> None:
    page = visit(width=width, height=700)
    fits = "document.documentElement.scrollWidth <= innerWidth"
    if width < 720:
        page.get_by_role("button", name="Show or hide the sidebar").click()
        expect(page.get_by_label("Acting as")).to_be_focused()
        page.get_by_role("link", name="general").click()
        expect(page.get_by_role("heading", name="general")).to_be_visible()
        expect(page.get_by_label("Acting as")).to_be_hidden()
        page.go_back()
    assert page.evaluate(fits)
    say(page, "/try ask")
    expect(page.get_by_label("Your answer")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Save")).to_be_in_viewport()
    assert page.evaluate(fits)
