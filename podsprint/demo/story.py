"""The sprint, step by step, through the front door: slash commands, forms and buttons, as people use them.

Each step ends by looking: if what it says did not happen, it raises, and the story is not told as if it had.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from podsprint.demo import cast
from podsprint.demo.cast import LEADERS, POD_CHANNEL, RUTH
from podsprint.demo.lines import CHARTER, STORY, Leader, Retro, Standup
from podsprint.demo.stage import Stage
from podsprint.playground.actor import Actor, ActorError

WEEK_ONE = 6  # how many steps bring the pod to the middle of week one
PATIENCE_SECONDS = 45.0
_NAMES = {user.id: user.real_name for user in cast.PEOPLE}
_CHECK_IN, _NOTE = "Check in", "/pod note "


class StoryError(Exception):
    """A step of the story did not happen."""


@dataclass(frozen=True, slots=True)
class Step:
    """One scene: what it is, and what people do in it. It yields a line for each thing that has happened."""

    title: str
    play: Callable[["Company"], Iterator[str]]


class Company:
    """The people of the story at their keyboards."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def person(self, user: str) -> Actor:
        """Somebody, at their own screen."""
        return Actor(self.stage.playground.url, user)

    def session_thread(self, heading: str) -> dict[str, Any]:
        """The message of a session, by the start of its heading."""
        found = [message for message in self.person(RUTH).messages(POD_CHANNEL) if message["text"].startswith(heading)]
        if not found:
            raise StoryError(f"there is no message that starts with {heading!r}")
        return found[-1]

    def sees(self, user: str, text: str, *, thread: str | None = None) -> None:
        """Wait until somebody can read something in the pod's channel, or in a thread of it."""
        person = self.person(user)
        person.wait_until(
            lambda: any(text in message["text"] for message in person.messages(POD_CHANNEL, thread)),
            timeout=PATIENCE_SECONDS,
            what=f"{text!r} in the pod's channel",
        )

    def gets(self, user: str, text: str) -> None:
        """Wait until somebody has a direct message."""
        person = self.person(user)
        person.wait_until(
            lambda: any(text in message["text"] for message in person.dm()),
            timeout=PATIENCE_SECONDS,
            what=f"a direct message with {text!r}",
        )

    def press(self, person: Actor, button: str, **where: str) -> None:
        """Press a button; if its message was edited in that very moment, press it again as it stands now."""

        def press() -> bool:
            person.click(button, **where)
            return True

        person.wait_until(press, timeout=PATIENCE_SECONDS, what=f"the button {button!r}")

    def submit(self, person: Actor, answers: dict[str, Any]) -> None:
        """Fill the form on screen and send it."""
        person.fill(answers)
        outcome = person.submit()
        if not outcome.ok:
            raise StoryError(f"the form came back: {outcome.errors}")


def steps() -> list[Step]:
    """The whole story."""
    return [
        Step("Ruth starts a pod and writes its charter", _found_pod),
        Step("Ruth starts a sprint", _start_sprint),
        Step("The evening before", _brief("Kick-off", days=-3, at=time(16, 5))),
        Step("Kick-off", _kick_off),
        Step("After the kick-off", _after_kick_off),
        Step("In between", _in_between),
        Step("First stand-up", _standup(0)),
        Step("Second stand-up", _standup(1)),
        Step("Retro", _retro),
        Step("What came of it", _summary),
    ]


def tell(stage: Stage, until: int) -> Iterator[tuple[Step, str | None]]:
    """Play the steps that have not been told yet, up to a number of them.

    Yields:
        Each step as it begins (with None), then with every line that has happened in it.

    Raises:
        StoryError: something did not happen.
    """
    company = Company(stage)
    for number, step in enumerate(steps()[:until], start=1):
        if number <= stage.told:
            continue
        yield step, None
        try:
            for line in step.play(company):
                yield step, line
        except ActorError as error:
            raise StoryError(str(error)) from error
        stage.told = number


def _found_pod(company: Company) -> Iterator[str]:
    ruth = company.person(RUTH)
    ruth.command(POD_CHANNEL, "/pod create")
    company.submit(ruth, {"name": "Platform leads", "leaders": list(LEADERS), "zone": "Europe/Berlin"})
    yield "/pod create: five leaders, 09:30 in Berlin"
    ruth.click("Write the charter")
    company.submit(ruth, CHARTER)
    company.sees(cast.AMARA, CHARTER["goal"])
    yield f"The charter: {CHARTER['goal']}, so that {CHARTER['so_that']}"
    for user in LEADERS:
        company.gets(user, "Welcome to Platform leads")
    yield "Every leader has a welcome, with what it costs and who sees what"


def _start_sprint(company: Company) -> Iterator[str]:
    ruth = company.person(RUTH)
    ruth.command(POD_CHANNEL, "/pod sprint start")
    company.submit(ruth, {"starts_on": company.stage.first_day})
    yield ruth.modal().text.splitlines()[0]
    ruth.close()
    company.sees(cast.JONAS, "Sprint 1 of Platform leads")
    yield "The dates are in the channel"


def _brief(heading: str, *, days: int, at: time) -> Callable[[Company], Iterator[str]]:
    def play(company: Company) -> Iterator[str]:
        company.stage.travel.travel_to(_moment(company, days, at))
        company.gets(RUTH, f"session: {heading}")
        yield "Ruth gets a brief, with two open questions that might serve"

    return play


def _kick_off(company: Company) -> Iterator[str]:
    company.stage.travel.travel("next")
    company.sees(cast.MEI, "Kick-off of Platform leads")
    yield "The thread opens at 09:30"
    for leader in STORY:
        _write_experiment(company, leader)
        yield f"{_NAMES[leader.user]}: {leader.experiment.hypothesis}"
    company.stage.travel.settle()
    thread = company.session_thread("Kick-off")["ts"]
    company.sees(cast.TOMAS, "who is closest to this", thread=thread)
    yield "All five are in, and everyone can read everyone"
    company.stage.travel.travel_to(_moment(company, 0, time(10, 5)))
    company.gets(RUTH, "Kick-off of Platform leads has closed")
    yield "It closes at 10:00, and Ruth gets the digest"


def _write_experiment(company: Company, leader: Leader) -> None:
    person, words = company.person(leader.user), leader.experiment
    company.press(person, _CHECK_IN, channel=POD_CHANNEL)
    fields = {
        "framing_question": words.question,
        "hypothesis": words.first_draft or words.hypothesis,
        "expect": words.expect,
        "by": company.stage.first_day + timedelta(days=11),
        "ring": "My pod",
    }
    company.submit(person, fields)
    if words.first_draft:  # it came back with a hint
        if "so that" not in person.modal().text:
            raise StoryError("a draft without a so-that came back without a hint")
        company.submit(person, {"hypothesis": words.hypothesis})
    if person.has_modal():
        raise StoryError(f"the form of {leader.user} is still open: {person.modal().text[:200]}")


def _after_kick_off(company: Company) -> Iterator[str]:
    for leader in STORY:
        company.gets(leader.user, "You wrote:")
    yield "Each leader has one question, fitted to where they are, that only they can see"
    for leader in STORY:
        if leader.reflection:
            person = company.person(leader.user)
            company.press(person, "Keep a line")
            company.submit(person, {"choice": "Too early to tell", "line": leader.reflection})
            yield f"{_NAMES[leader.user]} keeps a line, for nobody else"


def _in_between(company: Company) -> Iterator[str]:
    company.stage.travel.travel_to(_moment(company, 2, time(14, 0)))
    for leader in STORY:
        for note in leader.notes:
            answer = company.person(leader.user).command(POD_CHANNEL, _NOTE + note)
            if not answer or "Noted" not in answer[-1]["text"]:
                raise StoryError(f"the note of {leader.user} was not kept: {answer}")
            yield f"{_NAMES[leader.user]} notes: {note}"


def _standup(index: int) -> Callable[[Company], Iterator[str]]:
    heading = f"Stand-up {index + 1} of Platform leads"

    def play(company: Company) -> Iterator[str]:
        company.stage.travel.travel("next")
        company.gets(RUTH, f"session: Stand-up {index + 1}")
        company.sees(cast.MEI, heading)
        thread = company.session_thread(heading)["ts"]
        if index:
            company.sees(cast.MEI, STORY[0].standups[0].next_step, thread=thread)
            yield "It opens with what everyone said last time, in their own words"
        # In the first one Tomás is on a late shift, and adds his the next morning.
        late = STORY[-1] if index == 0 else None
        for leader in STORY:
            if leader is not late:
                _check_in(company, leader, leader.standups[index], heading)
                yield f"{_NAMES[leader.user]}: {leader.standups[index].noticed}"
        company.stage.travel.travel("+1h")
        company.gets(RUTH, f"{heading} has closed")
        yield "It closes after 30 minutes, and Ruth gets the digest"
        if late:
            company.stage.travel.travel_to(company.stage.travel.now() + timedelta(hours=22))
            _check_in(company, late, late.standups[index], heading, button="Add my late entry")
            company.stage.travel.settle()
            company.sees(RUTH, "added later", thread=thread)
            yield f"{_NAMES[late.user]}, the next morning: {late.standups[index].noticed}"

    return play


def _check_in(company: Company, leader: Leader, words: Standup, heading: str, button: str = _CHECK_IN) -> None:
    person = company.person(leader.user)
    card = company.session_thread(heading)
    company.press(person, button, channel=POD_CHANNEL, ts=card["ts"])
    company.submit(
        person,
        {
            "tried": words.tried,
            "noticed": words.noticed,
            "next_step": words.next_step,
            "next_by": _today(company) + timedelta(days=words.days),
            "confidence": str(words.confidence),
            "coaching_topic": words.topic or None,
            "ring": "Only me" if words.private else "My pod",
        },
    )


def _retro(company: Company) -> Iterator[str]:
    company.stage.travel.travel("next")
    company.sees(cast.MEI, "Retro of Platform leads")
    yield "The retro opens"
    for leader in STORY:
        _look_back(company, leader, leader.retro)
        yield f"{_NAMES[leader.user]}: {leader.retro.line}"
    company.stage.travel.settle()
    company.stage.travel.travel("+1h")
    company.gets(RUTH, "Retro of Platform leads has closed")
    yield "It closes, and Ruth gets the digest"


def _look_back(company: Company, leader: Leader, words: Retro) -> None:
    person = company.person(leader.user)
    company.press(person, _CHECK_IN, channel=POD_CHANNEL, ts=company.session_thread("Retro")["ts"])
    company.submit(
        person,
        {
            "choice": words.choice,
            "line": words.line,
            "outcome": words.outcome,
            "what_changed": words.changed,
            "ring": "My pod",
        },
    )


def _summary(company: Company) -> Iterator[str]:
    company.sees(cast.AMARA, "What came of sprint 1")
    found = company.session_thread("What came of sprint 1")
    for leader in STORY:
        if leader.retro.changed not in found["text"]:
            raise StoryError(f"the summary lacks what changed for {leader.user}")
    yield "The summary is in the channel"


def summary(stage: Stage) -> str | None:
    """The sprint's summary as it stands in the channel."""
    messages = Actor(stage.playground.url, RUTH).messages(POD_CHANNEL)
    found = [message["text"] for message in messages if message["text"].startswith("What came of")]
    return str(found[-1]) if found else None


def _moment(company: Company, days: int, at: time) -> datetime:
    return datetime.combine(company.stage.first_day + timedelta(days=days), at, ZoneInfo(cast.ZONE))


def _today(company: Company) -> Any:
    return company.stage.travel.now().astimezone(ZoneInfo(cast.ZONE)).date()
