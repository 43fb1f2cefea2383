"""Pods: 4-6 leaders (L4) and the charter they start from (W9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from podsprint.domain.problems import Problem, problem
from podsprint.domain.text import check_text, clean, is_blank

MIN_LEADERS = 4
MAX_LEADERS = 6
OVERRIDE_MIN = 3  # allowed with a reason
OVERRIDE_MAX = 7  # allowed with a reason

MAX_POD_NAME = 60
MAX_REASON = 300
CHARTER_LIMITS = {"goal": 300, "so_that": 300, "roles": 1000, "norms": 1500, "confidentiality": 1500}


class SizeAdvice(StrEnum):
    """What to propose about a pod's size. Nobody is ever kept from leaving, so a pod can fall to any size."""

    FINE = "fine"
    REFILL = "refill"  # one short: find another leader
    MERGE = "merge"  # too few to go on: join another pod, or refill
    CROWDED = "crowded"  # over the limit: nobody else joins


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """What a pod agrees on before its first sprint (W9), in its own words. The work goal leads (W1)."""

    goal: str
    so_that: str
    roles: str
    norms: str
    confidentiality: str


def size_advice(leaders: int) -> SizeAdvice:
    """What to propose to a pod with this many leaders."""
    if leaders < OVERRIDE_MIN:
        return SizeAdvice.MERGE
    if leaders < MIN_LEADERS:
        return SizeAdvice.REFILL
    return SizeAdvice.FINE if leaders <= MAX_LEADERS else SizeAdvice.CROWDED


def check_members(
    leaders: Sequence[str], *, override_reason: str | None = None, facilitator: str | None
) -> tuple[Problem, ...]:
    """Whether a pod may have these leaders (user ids). Fields: leaders, override_reason, facilitator.

    The facilitator may be one of the leaders, and counts only then. Ask at creation and when somebody joins;
    somebody leaving is never refused: show `size_advice` instead.
    """
    found = []
    if not facilitator:
        found.append(problem("required", "facilitator"))
    twice = tuple(sorted({leader for leader in leaders if leaders.count(leader) > 1}))
    if twice:
        found.append(problem("pod_duplicate_leaders", "leaders", leaders=twice))
    return (*found, *_check_size(len(set(leaders)), override_reason))


def check_joining(count: int, *, override_reason: str, field: str) -> tuple[Problem, ...]:
    """Whether a pod may grow to this many leaders. A pod that is still too small only gets better by growing."""
    return tuple(
        Problem(found.code, field if found.field == "leaders" else found.field, found.params)
        for found in (_check_size(count, override_reason) if count > MAX_LEADERS else ())
    )


def clean_reason(reason: str) -> str:
    """Why a pod has an unusual size, as it is kept."""
    return clean(reason, MAX_REASON)


def check_pod_name(name: str) -> tuple[Problem, ...]:
    """A name in words. Field: name."""
    return check_text(name, "name", limit=MAX_POD_NAME, required=True)


def check_charter(charter: Charter) -> tuple[Problem, ...]:
    """All five parts say something, none is longer than `CHARTER_LIMITS` (code points). Fields: the parts."""
    checks = (
        check_text(getattr(charter, part), part, limit=limit, required=True) for part, limit in CHARTER_LIMITS.items()
    )
    return tuple(found for check in checks for found in check)


def _check_size(count: int, reason: str | None) -> tuple[Problem, ...]:
    if MIN_LEADERS <= count <= MAX_LEADERS:
        return ()
    if count < OVERRIDE_MIN:
        return (problem("pod_too_small", "leaders", count=count, min=MIN_LEADERS, max=MAX_LEADERS),)
    if count > OVERRIDE_MAX:
        return (problem("pod_too_large", "leaders", count=count, min=MIN_LEADERS, max=MAX_LEADERS),)
    if is_blank(reason):
        return (problem("pod_size_needs_reason", "override_reason", count=count, min=MIN_LEADERS, max=MAX_LEADERS),)
    return check_text(reason, "override_reason", limit=MAX_REASON)
