"""A pod, as its people see it."""

from dataclasses import dataclass
from datetime import datetime, time

from podsprint.domain.ledger import Cost
from podsprint.domain.pods import SizeAdvice


@dataclass(frozen=True, slots=True, kw_only=True)
class PodView:
    """A pod, as anyone in it may see it."""

    id: int
    name: str
    channel: str
    facilitator: str
    leaders: tuple[str, ...]
    zone: str
    meets_at: time
    has_charter: bool
    goal: str = ""
    sprint: int | None = None  # the number of the running one
    sprint_id: int = 0
    facilitator_role: str = "peer"  # or manager, outsider: they see less (L17)
    deputy: str = ""
    paused_by: str = ""  # who paused it, if somebody did
    paused_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterView:
    """What the pod agreed on."""

    pod_id: int
    pod: str
    goal: str
    so_that: str
    roles: str
    norms: str
    confidentiality: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """A leader's first message from the bot."""

    pod: PodView
    leader: str
    cost: Cost
    is_public: bool = False  # its channel can be read by anyone in the workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInvitedLine:
    """Somebody Slack did not let us bring into a channel, and what Slack calls the reason."""

    person: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInvited:
    """Whom the facilitator has to bring into the channel."""

    pod_id: int
    pod: str
    channel: str
    lines: tuple[NotInvitedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRequest:
    """Somebody who waits for an answer."""

    id: int
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersView:
    """Who is in a pod, for one of its people."""

    pod: PodView
    reader: str
    may_change: bool
    advice: SizeAdvice
    requests: tuple[JoinRequest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalNote:
    """A question that waits for a yes or a no, or what was said."""

    id: int
    kind: str
    asked_by: str
    pod: PodView
    answer: str = ""
    answered_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeView:
    """A pod that would become part of another, and those it could go into."""

    proposal_id: int
    pod: PodView
    into: tuple[PodView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNote:
    """What has happened to somebody's place in a pod: an `Action` of the audit trail."""

    what: str
    pod_id: int
    pod: str
    channel: str
    by: str
    person: str
    leaders: int
    advice: SizeAdvice = SizeAdvice.FINE
    into: str = ""  # the pod it has become part of
    into_channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PodSettings:
    """How a pod meets."""

    pod_id: int
    name: str
    meets_at: time
    zone: str
    country: str
    country_name: str
    works_on: frozenset[int]
    cadence: str
    running: bool  # a sprint is under way


@dataclass(frozen=True, slots=True, kw_only=True)
class PodIntro:
    """Who set this up, and what happens next. Posted in the pod's channel."""

    pod: PodView
    by: str
    ended: str = ""  # how, if it has ended: ended, merged
    is_public: bool = False  # anyone in the workspace can read the channel
