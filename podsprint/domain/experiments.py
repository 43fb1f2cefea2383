"""Experiments (L7): something a leader tries in their own work, from a plan to what changed (L16)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from podsprint.domain.calendar import check_not_past
from podsprint.domain.problems import Problem, problem
from podsprint.domain.text import check_text, is_blank

EXPERIMENT_LIMITS = {"hypothesis": 1000, "what_i_do": 1000, "where": 300, "expect": 1000}
MAX_WHAT_CHANGED = 2000


class ExperimentState(StrEnum):
    """Where an experiment is. Dropped is a result like the others (L12)."""

    OFFERED = "offered"  # somebody else's idea, until its leader takes it up (W6)
    PLANNED = "planned"
    RUNNING = "running"
    REFLECTED = "reflected"
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    DROPPED = "dropped"


class ExperimentEvent(StrEnum):
    """What its owner can do with it."""

    TAKE_UP = "take_up"
    START = "start"
    REFLECT = "reflect"
    CONTINUE = "continue"
    ADOPT = "adopt"
    ADAPT = "adapt"
    DROP = "drop"
    REOPEN = "reopen"


_S, _E = ExperimentState, ExperimentEvent

OUTCOMES = (_S.ADOPTED, _S.ADAPTED, _S.DROPPED)  # in the order in which they are told
CLOSED = frozenset(OUTCOMES)
OPEN = frozenset(ExperimentState) - CLOSED - {_S.OFFERED}
COMES_ALONG = OPEN | {_S.ADOPTED, _S.ADAPTED}  # when a pod becomes part of another: what its leader goes on with

# The retro's form reflects and decides at once, so a running experiment may be closed without stopping at
# "reflected". An adopted or adapted one may still be dropped: that is how a booster check can end (L10).
TRANSITIONS = MappingProxyType(
    {
        (_S.OFFERED, _E.TAKE_UP): _S.PLANNED,
        (_S.PLANNED, _E.START): _S.RUNNING,
        (_S.PLANNED, _E.DROP): _S.DROPPED,
        (_S.RUNNING, _E.REFLECT): _S.REFLECTED,
        (_S.RUNNING, _E.ADOPT): _S.ADOPTED,
        (_S.RUNNING, _E.ADAPT): _S.ADAPTED,
        (_S.RUNNING, _E.DROP): _S.DROPPED,
        (_S.REFLECTED, _E.REFLECT): _S.REFLECTED,
        (_S.REFLECTED, _E.CONTINUE): _S.RUNNING,
        (_S.REFLECTED, _E.ADOPT): _S.ADOPTED,
        (_S.REFLECTED, _E.ADAPT): _S.ADAPTED,
        (_S.REFLECTED, _E.DROP): _S.DROPPED,
        (_S.ADOPTED, _E.DROP): _S.DROPPED,
        (_S.ADAPTED, _E.DROP): _S.DROPPED,
        (_S.ADOPTED, _E.REOPEN): _S.RUNNING,
        (_S.ADAPTED, _E.REOPEN): _S.RUNNING,
        (_S.DROPPED, _E.REOPEN): _S.RUNNING,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentFields:
    """What the experiment form holds. Only the hypothesis is required; `by` is a day in the leader's zone."""

    hypothesis: str
    what_i_do: str = ""
    where: str = ""
    by: date | None = None
    expect: str = ""


def next_state(state: ExperimentState, event: ExperimentEvent) -> ExperimentState | Problem:
    """The state after `event`, or `experiment_wrong_state` (params state, event)."""
    return TRANSITIONS.get((state, event)) or problem("experiment_wrong_state", state=str(state), event=str(event))


def events_from(state: ExperimentState) -> tuple[ExperimentEvent, ...]:
    """What can be done with an experiment in `state`, in the order of `ExperimentEvent`: its buttons."""
    return tuple(event for event in ExperimentEvent if (state, event) in TRANSITIONS)


def check_experiment(fields: ExperimentFields, *, today: date, kept: date | None = None) -> tuple[Problem, ...]:
    """Fields: those of `ExperimentFields`; `kept` is the date it had so far, which may have passed.

    A missing so-that or signal is pointed out elsewhere (W4), and never blocks.
    """
    checks = [
        check_text(getattr(fields, name), name, limit=limit, required=name == "hypothesis")
        for name, limit in EXPERIMENT_LIMITS.items()
    ]
    checks.append(check_not_past(fields.by, "by", today=today, kept=kept))
    return tuple(found for check in checks for found in check)


def check_close(outcome: str | None, what_changed: str) -> tuple[Problem, ...]:
    """Closing says what changed in the work (L16), dropping too. Fields: outcome, what_changed.

    "Nothing changed", in words, is an answer; an empty field, a dash or a thumb is none.
    """
    unknown = () if outcome in CLOSED else (problem("choose_one", "outcome"),)
    return unknown + check_text(what_changed, "what_changed", limit=MAX_WHAT_CHANGED, required=True)


def is_linked(*, to_goal: bool, work_item: str | None = None) -> bool:
    """Whether it serves the charter's goal or a work item (W1). If not it is marked, not refused."""
    return to_goal or not is_blank(work_item)
