"""A pod's life as its people live it: a channel of its own, somebody joins, somebody leaves, two pods become one."""

from datetime import timedelta

import pytest

from podsprint.bootstrap import Bot
from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground
from tests.support.bots import Bots, drain
from tests.support.clock import Clock

PEOPLE = ("U1", "U2", "U3", "U4", "U5", "U8")


class Company:
    """People at their screens, and a bot whose clock is moved by hand."""

    def __init__(self, playground: Playground, bot: Bot, clock: Clock) -> None:
        self.bot, self.clock = bot, clock
        self.people = {user: Actor(playground.url, user) for user in PEOPLE}

    def a_day_passes(self) -> None:
        """So that whoever works elsewhere in the world has been at work, and got what waited for them."""
        for _ in range(26):
            drain(self.bot, self.clock)
            self.clock.set(self.clock.now() + timedelta(hours=1))
        drain(self.bot, self.clock)

    def got(self, user: str, text: str) -> bool:
        """Whether somebody has been told something."""
        return any(text in message["text"] for message in self.people[user].dm())

    def start(self, user: str, channel: str, name: str, leaders: list[str]) -> None:
        """A pod of three in a new private channel."""
        person = self.people[user]
        person.command(channel, "/pod create")
        person.fill({"name": name, "place": "In a new private channel", "leaders": leaders})
        person.fill({"override_reason": "We start small"})
        outcome = person.submit()
        assert outcome.ok, outcome.errors
        assert "now lives in" in person.modal().text
        person.close(everything=True)
        drain(self.bot, self.clock)


@pytest.fixture
def company(playground: Playground, bot_on: Bots, clock: Clock) -> Company:
    return Company(playground, bot_on(connect=True), clock)


def test_L4_a_pod_is_made_joined_left_and_becomes_part_of_another(company: Company) -> None:
    ann, bo, dee, eli = (company.people[user] for user in ("U1", "U2", "U4", "U5"))
    company.start("U1", "C1", "Alpha", ["U1", "U2", "U3"])
    assert any("set up this pod" in message["text"] for message in bo.messages("pod-alpha"))
    company.a_day_passes()
    assert company.got("U2", "Welcome to Alpha")

    bo.invite("pod-alpha", "U5")
    (said,) = eli.command("pod-alpha", "/pod join")
    assert "I asked <@U1>" in said["text"]
    (said,) = eli.command("pod-alpha", "/pod join")
    assert "asked already" in said["text"]
    company.a_day_passes()
    ann.click("Welcome them")
    ann.close(everything=True)
    company.a_day_passes()
    assert company.got("U5", "Welcome to Alpha")

    eli.command("pod-alpha", "/pod leave")
    eli.click("Leave the pod", confirm=True)
    assert "no longer in" in eli.modal().text
    eli.close(everything=True)
    company.a_day_passes()
    assert company.got("U1", "<@U5> has left") and company.got("U1", "3 leaders are in it now")

    company.start("U4", "C1", "Beta", ["U4", "U5", "U8"])
    ann.command("pod-alpha", "/pod merge")
    ann.fill({"person": "U4"})
    assert ann.submit().ok
    ann.close(everything=True)
    company.a_day_passes()
    dee.click("Take them in")
    assert "What was shared there stays with those it was shared with" in dee.modal().text
    outcome = dee.submit()
    assert outcome.ok, outcome.errors
    dee.close(everything=True)
    for _ in range(3):  # there is a weekend in it
        company.a_day_passes()
    assert company.got("U2", "*Alpha* has become part of *Beta*")
    ann.command("pod-beta", "/pod members")
    assert all(f"<@{user}>" in ann.modal().text for user in PEOPLE)
    ann.close(everything=True)
    (said,) = ann.command("pod-alpha", "/pod sprint start")
    assert "Only the facilitator" in said["text"]  # of Beta, which is their only pod now
