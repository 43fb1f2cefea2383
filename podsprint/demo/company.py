"""The people of the story at their keyboards, and what they see."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from podsprint.demo import cast
from podsprint.demo.cast import POD_CHANNEL, RUTH
from podsprint.demo.stage import Stage
from podsprint.playground.actor import Actor

PATIENCE_SECONDS = 45.0


class StoryError(Exception):
    """A scene of the story did not happen."""


class Company:
    """The people of the story at their keyboards."""

    def __init__(self, stage: Stage, *, patience: float = PATIENCE_SECONDS) -> None:
        self.stage = stage
        self._patience = patience

    def person(self, user: str) -> Actor:
        """Somebody, at their own screen."""
        return Actor(self.stage.playground.url, user)

    def travel_to(self, days: int, at: time) -> None:
        """Go to a moment of the sprint, counted from its first day."""
        day = self.stage.first_day + timedelta(days=days)
        self.stage.travel.travel_to(datetime.combine(day, at, ZoneInfo(cast.ZONE)))

    def today(self) -> date:
        """The day of the story."""
        return self.stage.travel.now().astimezone(ZoneInfo(cast.ZONE)).date()

    def message(self, heading: str) -> dict[str, Any]:
        """The pod's message that starts with a heading."""
        messages = self.person(RUTH).messages(POD_CHANNEL)
        found = [message for message in messages if message["text"].startswith(heading)]
        if not found:
            raise StoryError(f"there is no message that starts with {heading!r}")
        return found[-1]

    def sees(self, user: str, text: str, *, thread: str | None = None) -> None:
        """Wait until somebody can read something in the pod's channel, or in a thread of it."""
        person = self.person(user)
        person.wait_until(
            lambda: any(text in message["text"] for message in person.messages(POD_CHANNEL, thread)),
            timeout=self._patience,
            what=f"{text!r} in the pod's channel",
        )

    def gets(self, user: str, text: str) -> None:
        """Wait until somebody has a direct message."""
        person = self.person(user)
        person.wait_until(
            lambda: any(text in message["text"] for message in person.dm()),
            timeout=self._patience,
            what=f"a direct message with {text!r}",
        )

    def press(self, person: Actor, button: str, heading: str = "") -> None:
        """Press a button; if its message was edited in that very moment, press it again as it stands now."""

        def press() -> bool:
            if heading:
                person.click(button, channel=POD_CHANNEL, ts=self.message(heading)["ts"])
            else:
                person.click(button)
            return True

        person.wait_until(press, timeout=self._patience, what=f"the button {button!r}")

    def clear(self, person: Actor) -> None:
        """Close what an interruption, or the last scene, left open."""
        if person.has_modal():
            person.close(everything=True)

    def submit(self, person: Actor, answers: dict[str, Any]) -> None:
        """Fill the form on screen and send it."""
        person.fill(answers)
        outcome = person.submit()
        if not outcome.ok:
            raise StoryError(f"the form came back: {outcome.errors}")
