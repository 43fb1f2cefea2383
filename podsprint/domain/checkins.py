"""Check-ins: one leader's entry for one session, its timing, and who sees it when (W11)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from podsprint.domain.calendar import check_not_past
from podsprint.domain.privacy import Ring
from podsprint.domain.problems import Problem, problem
from podsprint.domain.text import check_text, is_blank

CHECKIN_LIMITS = {"tried": 2000, "noticed": 2000, "next_step": 1000, "coaching_topic": 500}
MIN_CONFIDENCE = 1
MAX_CONFIDENCE = 10


class Timing(StrEnum):
    """Where a moment falls for a session's check-ins."""

    EARLY = "early"  # before it opens
    OPEN = "open"
    LATE = "late"  # after it closed; joins the same thread
    OVER = "over"  # the next working day has ended


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInFields:
    """What the check-in form holds. `confidence` is 1-10; `next_by` is a day in the pod's zone."""

    tried: str = ""
    noticed: str = ""
    next_step: str = ""
    next_by: date | None = None
    confidence: int | None = None
    coaching_topic: str = ""
    ring: Ring = Ring.ME


def check_checkin(fields: CheckInFields, *, today: date, kept: date | None = None) -> tuple[Problem, ...]:
    """One of tried, noticed and next step is enough. Fields: the same names; `kept` is next_by so far."""
    checks = [check_text(getattr(fields, name), name, limit=limit) for name, limit in CHECKIN_LIMITS.items()]
    if all(is_blank(answer) for answer in (fields.tried, fields.noticed, fields.next_step)):
        checks.append((problem("checkin_empty", "tried"),))
    checks.append(check_not_past(fields.next_by, "next_by", today=today, kept=kept))
    if fields.confidence is not None and not MIN_CONFIDENCE <= fields.confidence <= MAX_CONFIDENCE:
        checks.append((problem("out_of_range", "confidence", min=MIN_CONFIDENCE, max=MAX_CONFIDENCE),))
    return tuple(found for check in checks for found in check)


def timing(now: datetime, opens_at: datetime, closes_at: datetime, grace_until: datetime) -> Timing:
    """Where `now` falls; all four aware UTC. Each limit is the first moment of what follows it."""
    if now < opens_at:
        return Timing.EARLY
    if now < closes_at:
        return Timing.OPEN
    return Timing.LATE if now < grace_until else Timing.OVER


def may_see_others(own_in: bool, closed: bool) -> bool:
    """Other people's answers stay hidden until one's own is in or the window has closed (W11)."""
    return own_in or closed
