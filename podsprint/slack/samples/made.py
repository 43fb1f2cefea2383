"""What samples are made of: a pod, its people, its sessions, and texts of any length."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from podsprint.domain.experiments import EXPERIMENT_LIMITS, MAX_WHAT_CHANGED
from podsprint.domain.pods import CHARTER_LIMITS, MAX_POD_NAME
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import CharterView, ExperimentLine, PodView, SessionLine
from podsprint.slack import views
from podsprint.slack.blocks import Message
from podsprint.slack.text import Words

ZONE = "America/Argentina/ComodRivadavia"  # the longest name there is
MORNING = datetime(2026, 9, 30, 7, 30, tzinfo=UTC)
TODAY = MORNING.date()
FRIDAY = date(2026, 10, 2)
PEOPLE = tuple(f"U0SAMPLE{number}" for number in range(1, 8))
CHANNEL = "C0SAMPLE1"
HYPOTHESIS = "If I open our planning with one question, then others speak first, so that we hear what is in the way"
GOAL = "Decisions get made where the work is"

Shown = Message | dict[str, Any] | str


@dataclass(frozen=True, slots=True)
class Sample:
    """Something the bot may say, with data to say it with."""

    name: str
    show: Callable[[Words], Shown]


def message(name: str, model: object) -> Sample:
    """A read model that is sent as a message."""
    return Sample(f"{type(model).__name__}: {name}", lambda words: views.render(words, model))


def long(limit: int) -> str:
    """A text of exactly this length, in several lines, full of what has to be escaped."""
    return ("R&D <asked> & 'we' \"answered\"\n" * (limit // 20 + 1))[: limit - 1] + "."


def long_line(limit: int) -> str:
    """The same in one line."""
    return long(limit).replace("\n", " ")


def pod(**changes: Any) -> PodView:
    """A pod of five with a charter and a sprint."""
    made = PodView(
        id=1,
        name="Platform leads",
        channel=CHANNEL,
        facilitator=PEOPLE[0],
        leaders=PEOPLE[:5],
        zone=ZONE,
        meets_at=time(9, 30),
        has_charter=True,
        goal=GOAL,
        sprint=1,
    )
    return replace(made, **changes)


SMALL_POD = pod(leaders=PEOPLE[:3], has_charter=False, goal="", sprint=None)
PLAIN_POD = pod(sprint=None)
LARGE_POD = pod(name=long_line(MAX_POD_NAME), leaders=PEOPLE, goal=long_line(CHARTER_LIMITS["goal"]), sprint=12)
PODS = {"a pod of three": SMALL_POD, "a pod": pod(), "no sprint": PLAIN_POD, "a pod of seven": LARGE_POD}

CHARTER = CharterView(
    pod_id=1,
    pod="Platform leads",
    goal=GOAL,
    so_that="customers wait days and not weeks",
    roles="Everyone brings one experiment.",
    norms="We ask before we advise.\nAnyone may pass.",
    confidentiality="What is said here stays here.",
    by=PEOPLE[0],
)
LONG_CHARTER = CharterView(
    pod_id=1, pod=LARGE_POD.name, by=PEOPLE[0], **{part: long(limit) for part, limit in CHARTER_LIMITS.items()}
)


def session(**changes: Any) -> SessionLine:
    """A stand-up that is open."""
    made = SessionLine(
        id=2,
        kind="standup",
        number=2,
        state="open",
        live=True,
        minutes=30,
        opens_at=MORNING,
        closes_at=MORNING + timedelta(minutes=30),
        zone=ZONE,
    )
    return replace(made, **changes)


def experiment(**changes: Any) -> ExperimentLine:
    """A running experiment."""
    made = ExperimentLine(
        id=3,
        pod_id=1,
        pod="Platform leads",
        ring=Ring.POD,
        state="running",
        framing_question="What will it take for decisions to be made where the work is?",
        hypothesis=HYPOTHESIS,
        what_i_do="Ask one question before I say anything",
        place="Monday planning",
        expect="Somebody else speaks first",
        by=FRIDAY,
        linked=True,
        work_item="",
        what_changed="",
        observations=((TODAY, "Two people spoke before me"),),
    )
    return replace(made, **changes)


BARE_EXPERIMENT = experiment(
    id=4,
    ring=Ring.ME,
    state="planned",
    framing_question="",
    what_i_do="",
    place="",
    expect="",
    by=None,
    linked=False,
    observations=(),
)
LONG_EXPERIMENT = experiment(
    id=5,
    pod=LARGE_POD.name,
    framing_question=long_line(500),
    hypothesis=long(EXPERIMENT_LIMITS["hypothesis"]),
    what_i_do=long_line(EXPERIMENT_LIMITS["what_i_do"]),
    place=long_line(EXPERIMENT_LIMITS["where"]),
    expect=long_line(EXPERIMENT_LIMITS["expect"]),
    work_item=long_line(300),
    what_changed=long(MAX_WHAT_CHANGED),
    observations=((TODAY, long(2000)),) * 3,
)
EXPERIMENTS = (experiment(), BARE_EXPERIMENT, LONG_EXPERIMENT)
