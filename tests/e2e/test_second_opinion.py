"""A short sprint on a Slack made by others, over Socket Mode: what the playground lets us believe holds there too.

It keeps no message metadata, gives updated views new ids and knows no buttons in windows; see
docs/decisions/0010-second-opinion.md for all in which the two differ.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from podsprint.bootstrap import Bot, make_bot
from podsprint.config import Settings
from podsprint.store import work
from podsprint.store.engine import reading
from podsprint.store.tables import Post, Work
from tests.edges.http import state
from tests.support.bots import drain
from tests.support.clock import Clock
from tests.support.databases import KEY
from tests.support.second_slack import APP_TOKEN, BOT_TOKEN, PEOPLE, SecondSlack, second_slack, why_not

pytestmark = pytest.mark.second_slack
CHARTER = {"goal": "Decide near the work", "so_that": "customers wait days"}


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[SecondSlack]:
    if reason := why_not():
        pytest.skip(reason)
    with second_slack(tmp_path) as found:
        yield found


@pytest.fixture
def bot(slack: SecondSlack, clock: Clock, tmp_path: Path) -> Iterator[Bot]:
    """The bot on its socket there; its clock stands still until it is moved."""
    given: dict[str, Any] = {
        "slack_bot_token": BOT_TOKEN,
        "slack_app_token": APP_TOKEN,
        "slack_api_url": slack.api_url,
        "database_url": f"sqlite:///{tmp_path / 'podsprint.db'}",
        "keys": [KEY],
        "zone": "Europe/Berlin",
    }
    settings = Settings(_env_file=None, **given)  # type: ignore[call-arg]
    bot = make_bot(settings, now=clock.now, monotonic=clock.monotonic)
    socket = bot.connect()
    yield bot
    socket.close()  # type: ignore[no-untyped-call]
    bot.stop()


class Pod:
    """Four people and the bot."""

    def __init__(self, slack: SecondSlack, bot: Bot, clock: Clock) -> None:
        self.slack, self.bot, self.clock = slack, bot, clock

    def fill(self, user: str, view: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any] | None:
        return self.slack.submit(user, state(view, answers))

    def travel(self, to: datetime) -> None:
        drain(self.bot, self.clock)
        while (due := self._due()) is not None and due <= to:
            self.clock.set(max(due, self.clock.now()))
            drain(self.bot, self.clock)
        self.clock.set(max(to, self.clock.now()))

    def texts(self) -> list[str]:
        return [message["text"] for message in self.slack.messages("C1")]

    def card(self, heading: str) -> dict[str, Any]:
        return [found for found in self.slack.messages("C1") if found["text"].startswith(heading)][-1]

    def everyone(self, heading: str, answers: Callable[[str], dict[str, Any]]) -> None:
        for user in PEOPLE:
            form = self.slack.click(user, self.card(heading), "Check in")
            again = self.fill(user, form, answers(user))
            if again is not None and again["callback_id"] == form["callback_id"]:
                # Hints: it can be left as it is, and what was typed is still on screen.
                assert self.fill(user, again, answers(user)) is None
            elif again is not None:
                self.slack.close(user)  # what comes after a retro is optional
            drain(self.bot, self.clock)

    def _due(self) -> datetime | None:
        with reading(self.bot.deps.engine) as session:
            return work.next_due(session)


def test_a_sprint_on_a_slack_made_by_others(slack: SecondSlack, bot: Bot, clock: Clock) -> None:
    pod = Pod(slack, bot, clock)
    form = slack.command("U1", "create")
    made = pod.fill("U1", form, {"name": "North", "leaders": list(PEOPLE)})
    assert made is not None and "charter" in str(made)
    slack.close("U1")
    assert pod.fill("U1", slack.command("U1", "charter"), CHARTER) is None
    planned = pod.fill("U1", slack.command("U1", "sprint start"), {"starts_on": "2026-03-02", "cadence": "light"})
    assert "Sprint 1 of North" in str(planned)
    slack.close("U1")
    drain(bot, clock)
    assert any("Decide near the work" in text for text in pod.texts())
    assert all("Welcome to North" in str(slack.direct(user)) for user in PEOPLE)
    slack.open_home("U2")

    pod.travel(datetime(2026, 3, 2, 8, 30, tzinfo=UTC))
    assert "Kick-off" in slack.home("U2")
    pod.everyone("Kick-off", lambda user: {"hypothesis": f"If {user} asks, then others decide.", "ring": "pod"})
    assert "Everyone has checked in" in pod.card("Kick-off")["text"]
    assert [sum(f"If {user} asks" in text for text in pod.texts()) for user in PEOPLE] == [1, 1, 1, 1]

    pod.travel(datetime(2026, 3, 9, 8, 30, tzinfo=UTC))
    pod.everyone("Stand-up", lambda user: {"noticed": f"{user} saw", "next_step": "Ask once more", "ring": "pod"})
    assert sum("saw" in text for text in pod.texts()) == 4

    pod.travel(datetime(2026, 3, 13, 8, 30, tzinfo=UTC))
    pod.everyone("Retro", _looked_back)
    pod.travel(datetime(2026, 3, 13, 9, 0, tzinfo=UTC))
    summary = next(text for text in pod.texts() if text.startswith("What came of"))
    assert [user for user in PEOPLE if f"{user} waits less" in summary] == list(PEOPLE)

    with reading(bot.deps.engine) as session:
        assert [row.error for row in session.exec(select(Work)).all() if row.error] == []
        keys = {post.key for post in session.exec(select(Post).where(Post.channel_id == "C1")).all()}
    # Metadata is dropped there, and the key is found on the first block all the same.
    assert keys == {message["blocks"][0]["block_id"] for message in slack.messages("C1") if message.get("blocks")}


def test_a_message_in_doubt_is_found_by_its_block(slack: SecondSlack, bot: Bot, clock: Clock) -> None:
    pod = Pod(slack, bot, clock)
    pod.fill("U1", slack.command("U1", "create"), {"name": "North", "leaders": list(PEOPLE)})
    slack.close("U1")
    drain(bot, clock)
    (intro,) = slack.messages("C1")
    found = bot.deps.gateway.find(
        "T0SECOND", "C1", key=intro["blocks"][0]["block_id"], since=datetime.now(UTC), thread_ts=None
    )
    assert found == intro["ts"]


def _looked_back(user: str) -> dict[str, Any]:
    return {
        "choice": "helped",
        "line": f"{user} learned",
        "outcome": "adopted",
        "what_changed": f"{user} waits less",
        "ring": "pod",
    }
