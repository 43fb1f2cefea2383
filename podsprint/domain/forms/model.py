"""What a form check is about and what it answers."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The two sentences a leader writes at a kick-off."""

    FRAMING_QUESTION = "framing_question"
    ACTION_HYPOTHESIS = "action_hypothesis"


class Issue(StrEnum):
    """What a sentence may still lack, in the order in which it is said."""

    MISSING_IF = "missing_if"
    MISSING_THEN = "missing_then"
    MISSING_SO_THAT = "missing_so_that"
    ORDER = "order"
    NOT_OWN_ACTION = "not_own_action"
    VAGUE_ACTION = "vague_action"
    NOT_OBSERVABLE = "not_observable"
    CIRCULAR = "circular"
    PAST = "past"  # either form
    MULTIPLE_ACTIONS = "multiple_actions"
    YES_NO = "yes_no"
    NOT_FORWARD = "not_forward"
    EMBEDDED_SOLUTION = "embedded_solution"
    BLAME = "blame"
    MISSING_RESULT = "missing_result"
    VAGUE_RESULT = "vague_result"
    MULTIPLE_RESULTS = "multiple_results"


ISSUES: dict[Form, tuple[Issue, ...]] = {
    Form.FRAMING_QUESTION: (
        Issue.YES_NO,
        Issue.NOT_FORWARD,
        Issue.PAST,
        Issue.EMBEDDED_SOLUTION,
        Issue.BLAME,
        Issue.MISSING_RESULT,
        Issue.VAGUE_RESULT,
        Issue.MULTIPLE_RESULTS,
    ),
    Form.ACTION_HYPOTHESIS: (
        Issue.MISSING_IF,
        Issue.MISSING_THEN,
        Issue.MISSING_SO_THAT,
        Issue.ORDER,
        Issue.NOT_OWN_ACTION,
        Issue.VAGUE_ACTION,
        Issue.NOT_OBSERVABLE,
        Issue.CIRCULAR,
        Issue.PAST,
        Issue.MULTIPLE_ACTIONS,
    ),
}


@dataclass(frozen=True, slots=True)
class FormVerdict:
    """What the check found; advice to the writer, never a gate."""

    well_formed: bool
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The three parts in the writer's own words; "" for a part that is not there.

    ``in_order`` says whether the parts that are there stand in the order if, then, so that.
    """

    if_: str
    then: str
    so_that: str
    in_order: bool = True
