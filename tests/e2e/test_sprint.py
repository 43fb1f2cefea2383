"""One short sprint over the real socket, driven as people do it; the clock stands still but when it is moved."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from podsprint.bootstrap import Bot
from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground
from podsprint.store import work
from podsprint.store.engine import reading
from tests.support.bots import Bots, drain
from tests.support.clock import Clock

LEADERS = ("U1", "U2", "U3", "U4")
CHARTER = {"goal": "Decide near the work", "so_that": "customers wait days"}
ODD = 'Ask "who" & <why>, then *wait*'


class Stage:
    """The people of a pod at their screens, with the bot and the clock in reach."""

    def __init__(self, playground: Playground, bot: Bot, clock: Clock) -> None:
        self._playground, self._bot, self.clock = playground, bot, clock
        self.people = {user: Actor(playground.url, user) for user in LEADERS}
        self.ann = self.people["U1"]

    def drain(self) -> None:
        """Let everything due be said."""
        drain(self._bot, self.clock)

    def travel(self, to: datetime) -> None:
        """Go to a moment, stopping wherever something is due."""
        while (due := self._due()) is not None and due <= to:
            self.clock.set(max(due, self.clock.now()))
            self.drain()
        self.clock.set(max(to, self.clock.now()))

    def submit(self, person: Actor, answers: dict[str, Any]) -> None:
        """Fill the form on screen and send it."""
        person.fill(answers)
        outcome = person.submit()
        assert outcome.ok, outcome.errors

    def card(self, heading: str) -> dict[str, Any]:
        """A session's message."""
        return [found for found in self.ann.messages("C1") if found["text"].startswith(heading)][-1]

    def thread(self, heading: str) -> list[str]:
        """What the thread below it says."""
        return [reply["text"] for reply in self.ann.messages("C1", self.card(heading)["ts"])]

    def everyone(self, heading: str, answers: Callable[[str], dict[str, Any]]) -> None:
        """Every leader presses the button of a session and fills its form."""
        for user, person in self.people.items():
            person.click("Check in", channel="C1", ts=self.card(heading)["ts"])
            self.submit(person, answers(user))
            if heading == "Retro":  # what comes after it is optional
                person.close()
            assert not person.has_modal(), person.modal().text
            self.drain()

    def _due(self) -> datetime | None:
        with reading(self._bot.deps.engine) as session:
            return work.next_due(session)


def typed(person: Actor, field: str) -> Any:
    """What a field of the form on screen holds."""
    (held,) = person.modal().values[field].values()
    return held


def said(person: Actor, words: str) -> bool:
    """Whether the bot has told somebody this."""
    return any(words in message["text"] for message in person.dm())


@pytest.fixture
def stage(playground: Playground, bot_on: Bots, clock: Clock) -> Stage:
    """A pod with a charter, and a sprint that starts today."""
    stage = Stage(playground, bot_on(connect=True), clock)
    ann = stage.ann
    ann.command("C1", "/pod create")
    stage.submit(ann, {"name": "North", "leaders": list(LEADERS)})
    ann.click("Write the charter")
    stage.submit(ann, CHARTER)
    ann.command("C1", "/pod sprint start")
    stage.submit(ann, {"starts_on": date(2026, 3, 2), "cadence": "light"})
    assert "Sprint 1 of North" in ann.modal().text
    ann.close()
    stage.drain()
    return stage


def kick_off(stage: Stage) -> None:
    """Everybody writes an experiment, in a form that is sent back with hints or not."""
    stage.travel(datetime(2026, 3, 2, 8, 30, tzinfo=UTC))
    for user, person in stage.people.items():
        person.click("Check in", channel="C1", ts=stage.card("Kick-off")["ts"])
        stage.submit(person, {"hypothesis": f"If {user} asks, then others decide.", "ring": "My pod"})
        if person.has_modal():  # hints: it can be left as it is
            stage.submit(person, {})
        assert not person.has_modal()
        stage.drain()


def test_a_sprint_from_the_first_command_to_its_summary(stage: Stage, playground: Playground) -> None:
    texts = [message["text"] for message in stage.ann.messages("C1")]
    assert any("What we want to move:* Decide near the work" in text for text in texts)
    assert any(text.startswith("Sprint 1 of North") for text in texts)

    kick_off(stage)
    replies = stage.thread("Kick-off")
    assert [sum(f"If {user} asks" in text for text in replies) for user in LEADERS] == [1, 1, 1, 1]
    assert "Everyone has checked in" in stage.card("Kick-off")["text"]
    assert all(said(person, "You wrote:") for person in stage.people.values())

    stage.travel(datetime(2026, 3, 9, 8, 30, tzinfo=UTC))
    stage.everyone("Stand-up", lambda user: {"noticed": f"{user} saw", "next_step": ODD, "ring": "My pod"})
    assert sum("saw" in text for text in stage.thread("Stand-up")) == 4

    stage.travel(datetime(2026, 3, 13, 8, 30, tzinfo=UTC))
    (opening, *_) = stage.thread("Retro")
    assert opening.count('Ask "who" &amp; &lt;why&gt;, then *wait*') == 4  # C1, and nothing of it is markup
    stage.everyone(
        "Retro",
        lambda user: {
            "choice": "It helped",
            "line": f"{user} learned",
            "outcome": "adopted",
            "what_changed": f"{user} waits less",
            "ring": "My pod",
        },
    )
    stage.travel(datetime(2026, 3, 13, 9, 0, tzinfo=UTC))
    summary = next(text["text"] for text in stage.ann.messages("C1") if text["text"].startswith("What came of"))
    assert [user for user in LEADERS if f"{user} waits less" in summary] == list(LEADERS)
    assert said(stage.ann, "has closed")
    # By now everybody has been at work once: nothing comes outside one's hours (C8).
    assert all(said(person, "Welcome to North") for person in stage.people.values())
    assert [call for call in playground.calls() if not call.ok] == []


def test_W11_on_screen_an_entry_opens_for_those_who_are_in(stage: Stage) -> None:
    stage.travel(datetime(2026, 3, 9, 8, 30, tzinfo=UTC))
    bo, cy = stage.people["U2"], stage.people["U3"]
    bo.click("Check in", channel="C1", ts=stage.card("Stand-up")["ts"])
    stage.submit(bo, {"noticed": "Marker", "ring": "My pod"})
    stage.drain()
    assert "Marker" not in "".join(stage.thread("Stand-up"))
    cy.click("Read", channel="C1")
    assert "once your own entry is in" in cy.modal().text
    cy.close()
    cy.click("Check in", channel="C1", ts=stage.card("Stand-up")["ts"])
    stage.submit(cy, {"noticed": "Mine", "ring": "Only me"})
    stage.drain()
    cy.click("Read", channel="C1")
    assert "Marker" in cy.modal().text


def test_what_was_typed_stays_on_screen_until_it_is_kept(stage: Stage) -> None:
    stage.travel(datetime(2026, 3, 9, 8, 30, tzinfo=UTC))
    bo = stage.people["U2"]
    bo.click("Check in", channel="C1", ts=stage.card("Stand-up")["ts"])
    bo.fill({"coaching_topic": "Letting go"})
    assert bo.submit().errors == {"tried": "All three are empty. A line in one of them is enough."}
    assert bo.modal().values["coaching_topic"]["value"]["value"] == "Letting go"
    stage.submit(bo, {"tried": "Something"})
    assert not bo.has_modal()


def test_home_leads_to_the_check_in(stage: Stage) -> None:
    bo = stage.people["U2"]
    bo.open_home()
    stage.drain()
    assert "Kick-off" in bo.home_text() and "Check in" not in bo.home().buttons
    stage.travel(datetime(2026, 3, 2, 8, 30, tzinfo=UTC) + timedelta(minutes=1))
    assert "Check in" in bo.home().buttons
    bo.click("Check in")
    assert bo.modal().title == "Your experiment"


def test_L13_an_experiment_is_carried_into_the_form_that_is_open(stage: Stage) -> None:
    kick_off(stage)
    stage.travel(datetime(2026, 3, 17, tzinfo=UTC))
    stage.ann.command("C1", "/pod sprint start")
    stage.submit(stage.ann, {"starts_on": date(2026, 3, 17)})
    stage.ann.close()
    stage.travel(datetime(2026, 3, 17, 8, 30, tzinfo=UTC))
    bo = stage.people["U2"]
    bo.click("Check in", channel="C1", ts=stage.card("Kick-off")["ts"])
    bo.click("Carry this on")
    assert typed(bo, "hypothesis")["value"] == "If U2 asks, then others decide."
    stage.submit(bo, {"hypothesis": "If U2 asks once more, then others decide."})
    if bo.has_modal():  # back with hints, and with what was typed
        assert typed(bo, "hypothesis")["value"] == "If U2 asks once more, then others decide."
        stage.submit(bo, {})
    assert len(bo.command("C1", "/pod experiment list")[-1]["text"].split("If U2 asks")) == 2


def test_the_form_of_a_pod_comes_to_offer_the_zone_of_whoever_asks(
    playground: Playground, bot_on: Bots, clock: Clock
) -> None:
    bot_on(connect=True)
    dee = Actor(playground.url, "U4")
    dee.command("C1", "/pod create")
    assert typed(dee, "zone")["selected_option"]["value"] == "America/New_York"
    dee.fill({"name": "West", "leaders": list(LEADERS), "zone": "Asia/Tokyo"})  # its menu still looks zones up
    assert dee.submit().ok
