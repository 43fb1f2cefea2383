"""The sprint, scene by scene, through the front door: slash commands, forms and buttons, as people use them.

Each scene ends by looking: if what it tells did not happen, it raises, and the story is not told as if it had.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta
from functools import partial

from podsprint.demo import cast
from podsprint.demo.cast import LEADERS, POD_CHANNEL, RUTH
from podsprint.demo.company import Company, StoryError
from podsprint.demo.lines import CHARTER, STORY, Leader, Standup
from podsprint.playground.actor import ActorError

_NAMES = {user.id: user.real_name for user in cast.PEOPLE}
_CHECK_IN, _LATE = "Check in", "Add my late entry"
_STANDUPS = (3, 8)  # how many days after the first one each stand-up of the classic cadence is held
_RETRO = 11


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that somebody does. It can be played again after an interruption: it then ends the same.

    ``play`` returns the line that tells it. ``week_one`` scenes bring the pod to the middle of week one.
    """

    chapter: str
    play: Callable[[Company], str]
    week_one: bool = False


def scenes() -> list[Scene]:
    """The whole story, in order."""
    start, kick_off, after = "Ruth starts a pod and a sprint", "Kick-off", "In between"
    week_one = [
        Scene(start, _create_pod),
        Scene(start, _write_charter),
        Scene(start, _welcomed),
        Scene(start, _start_sprint),
        Scene("The working day before", _briefed),
        Scene(kick_off, _kick_off_opens),
        *(Scene(kick_off, partial(_write_experiment, leader=leader)) for leader in STORY),
        Scene(kick_off, _kick_off_read),
        Scene(kick_off, partial(_closes, days=0, heading="Kick-off of Platform leads")),
        Scene(after, _asked),
        *(Scene(after, partial(_keep_line, leader=leader)) for leader in STORY if leader.reflection),
        Scene(after, _wednesday),
        *(Scene(after, partial(_note, leader=leader, text=text)) for leader in STORY for text in leader.notes),
    ]
    later = [*_standup(0), *_standup(1), *_retro()]
    return [*(replace(scene, week_one=True) for scene in week_one), *later]


def tell(company: Company, script: Sequence[Scene]) -> Iterator[tuple[Scene, str]]:
    """Play the scenes of a script that have not been told yet.

    Yields:
        Each scene once it has happened, with the line that tells it.

    Raises:
        StoryError: something did not happen.
    """
    stage = company.stage
    for number, scene in enumerate(script, start=1):
        if number <= stage.told:
            continue
        try:
            line = scene.play(company)
        except ActorError as error:
            raise StoryError(str(error)) from error
        stage.told = number
        yield scene, line


def _create_pod(company: Company) -> str:
    ruth = company.person(RUTH)
    line = "/pod create: five leaders, sessions at 09:30 in Berlin"
    if any("set up this pod" in message["text"] for message in ruth.messages(POD_CHANNEL)):
        return line
    company.clear(ruth)
    ruth.command(POD_CHANNEL, "/pod create")
    company.submit(ruth, {"name": "Platform leads", "leaders": list(LEADERS), "zone": "Europe/Berlin"})
    company.clear(ruth)
    return line


def _write_charter(company: Company) -> str:
    ruth = company.person(RUTH)
    company.clear(ruth)
    ruth.command(POD_CHANNEL, "/pod charter")
    company.submit(ruth, CHARTER)
    company.sees(cast.AMARA, CHARTER["goal"])
    return f"The charter: {CHARTER['goal']}, so that {CHARTER['so_that']}"


def _welcomed(company: Company) -> str:
    for user in LEADERS:
        company.gets(user, "Welcome to Platform leads")
    return "Every leader has a welcome, with what it costs and who sees what"


def _start_sprint(company: Company) -> str:
    ruth = company.person(RUTH)
    if not any(message["text"].startswith("Sprint 1") for message in ruth.messages(POD_CHANNEL)):
        company.clear(ruth)
        ruth.command(POD_CHANNEL, "/pod sprint start")
        company.submit(ruth, {"starts_on": company.stage.first_day})
        company.clear(ruth)
    company.sees(cast.JONAS, "Sprint 1 of Platform leads")
    return "/pod sprint start: the dates are in the channel"


def _briefed(company: Company) -> str:
    company.travel_to(-3, time(16, 5))
    company.gets(RUTH, "Next session: Kick-off")
    return "Ruth gets a brief, with two open questions that might serve"


def _kick_off_opens(company: Company) -> str:
    company.travel_to(0, time(9, 30))
    company.sees(cast.MEI, "Kick-off of Platform leads")
    return "The thread opens at 09:30"


def _write_experiment(company: Company, leader: Leader) -> str:
    person, words = company.person(leader.user), leader.experiment
    company.clear(person)
    company.press(person, _CHECK_IN, "Kick-off of")
    fields = {
        "framing_question": words.question,
        "hypothesis": words.first_draft or words.hypothesis,
        "expect": words.expect,
        "by": company.stage.first_day + timedelta(days=_RETRO),
        "ring": "My pod",
    }
    company.submit(person, fields)
    if words.first_draft:  # it came back with a hint
        if "so that" not in person.modal().text:
            raise StoryError("a draft without a so-that came back without a hint")
        company.submit(person, {"hypothesis": words.hypothesis})
    if person.has_modal():
        raise StoryError(f"the form of {leader.user} is still open: {person.modal().text[:200]}")
    return f"{_NAMES[leader.user]}: {words.hypothesis}"


def _kick_off_read(company: Company) -> str:
    company.stage.travel.settle()
    thread = company.message("Kick-off of")["ts"]
    for leader in STORY:
        company.sees(cast.TOMAS, leader.experiment.question, thread=thread)
    return "All five are in, and everyone can read everyone"


def _closes(company: Company, *, days: int, heading: str) -> str:
    company.travel_to(days, time(10, 5))
    company.gets(RUTH, f"{heading} has closed")
    return "It closes at 10:00, and Ruth gets the digest"


def _asked(company: Company) -> str:
    for leader in STORY:
        company.gets(leader.user, "You wrote:")
    return "Each leader has one question, fitted to where they are, that only they can see"


def _keep_line(company: Company, leader: Leader) -> str:
    person = company.person(leader.user)
    company.clear(person)
    company.press(person, "Keep a line")
    company.submit(person, {"choice": "Too early to tell", "line": leader.reflection})
    return f"{_NAMES[leader.user]} keeps a line, for nobody else"


def _wednesday(company: Company) -> str:
    company.travel_to(2, time(14, 0))
    return "It is Wednesday afternoon"


def _note(company: Company, leader: Leader, text: str) -> str:
    answer = company.person(leader.user).command(POD_CHANNEL, f"/pod note {text}")
    if not answer or "Noted" not in answer[-1]["text"]:
        raise StoryError(f"the note of {leader.user} was not kept: {answer}")
    return f"{_NAMES[leader.user]} notes: {text}"


def _standup(index: int) -> list[Scene]:
    chapter, days = f"Stand-up {index + 1}", _STANDUPS[index]
    heading = f"{chapter} of Platform leads"
    # At the first one Tomás is on a late shift, and adds his the next morning.
    late = STORY[-1] if index == 0 else None

    def opens(company: Company) -> str:
        company.travel_to(days, time(9, 30))
        company.gets(RUTH, f"Next session: {chapter}")
        company.sees(cast.MEI, heading)
        if index == 0:
            return "It opens with what everyone set out to try"
        company.sees(cast.MEI, STORY[0].standups[0].next_step, thread=company.message(heading)["ts"])
        return "It opens with what everyone said last time, in their own words"

    def checks_in(company: Company, leader: Leader) -> str:
        _check_in(company, leader, leader.standups[index], heading, _CHECK_IN)
        return f"{_NAMES[leader.user]}: {leader.standups[index].noticed}"

    def adds(company: Company, leader: Leader) -> str:
        company.travel_to(days + 1, time(8, 30))
        _check_in(company, leader, leader.standups[index], heading, _LATE)
        company.stage.travel.settle()
        company.sees(RUTH, "added later", thread=company.message(heading)["ts"])
        return f"{_NAMES[leader.user]}, the next morning: {leader.standups[index].noticed}"

    return [
        Scene(chapter, opens),
        *(Scene(chapter, partial(checks_in, leader=leader)) for leader in STORY if leader is not late),
        Scene(chapter, partial(_closes, days=days, heading=heading)),
        *([Scene(chapter, partial(adds, leader=late))] if late else []),
    ]


def _check_in(company: Company, leader: Leader, words: Standup, heading: str, button: str) -> None:
    person = company.person(leader.user)
    company.clear(person)
    company.press(person, button, heading)
    company.submit(
        person,
        {
            "tried": words.tried,
            "noticed": words.noticed,
            "next_step": words.next_step,
            "next_by": company.today() + timedelta(days=words.days),
            "confidence": str(words.confidence),
            "coaching_topic": words.topic or None,
            "ring": "Only me" if words.private else "My pod",
        },
    )


def _retro() -> list[Scene]:
    chapter, heading = "Retro", "Retro of Platform leads"

    def opens(company: Company) -> str:
        company.travel_to(_RETRO, time(9, 30))
        company.sees(cast.MEI, heading)
        return "It opens"

    return [
        Scene(chapter, opens),
        *(Scene(chapter, partial(_look_back, leader=leader)) for leader in STORY),
        Scene(chapter, partial(_closes, days=_RETRO, heading=heading)),
        Scene("What came of it", _summary),
    ]


def _look_back(company: Company, leader: Leader) -> str:
    person, words = company.person(leader.user), leader.retro
    company.clear(person)
    company.press(person, _CHECK_IN, "Retro of")
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
    company.clear(person)  # of the form that follows: they leave it for later
    return f"{_NAMES[leader.user]}: {words.line}"


def _summary(company: Company) -> str:
    company.sees(cast.AMARA, "What came of sprint 1")
    found = company.message("What came of sprint 1")
    for leader in STORY:
        if leader.retro.changed not in found["text"]:
            raise StoryError(f"the summary lacks what changed for {leader.user}")
    return "The summary is in the channel"


def summary(company: Company) -> str:
    """The sprint's summary as it stands in the channel."""
    return str(company.message("What came of")["text"])
