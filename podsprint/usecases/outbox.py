"""What is to be told to whom: rows of work, written in the same transaction as what happened.

The text itself is made when the message is sent, from how things stand then. So a message asked for twice shows the
newer state once, and a payload holds ids and nothing else.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, select

from podsprint.domain.people import Who
from podsprint.store import work
from podsprint.store.tables import Absence, Audit, CheckIn, Meeting, Pod, Proposal, Sprint, Work


class Deliver(StrEnum):
    """Kinds of work that end in a call to Slack."""

    POD_INTRO = "deliver.pod_intro"
    WELCOME = "deliver.welcome"
    INVITE = "deliver.invite"
    NOT_INVITED = "deliver.not_invited"
    PROPOSAL = "deliver.proposal"
    PLACE = "deliver.place"
    SPRINT_PLAN = "deliver.sprint_plan"
    SESSION_CARD = "deliver.session_card"
    SESSION_OPENING = "deliver.session_opening"
    THEME = "deliver.theme"
    BOX = "deliver.box"
    ENTRY = "deliver.entry"
    COACH_QUESTION = "deliver.coach_question"
    BRIEF = "deliver.brief"
    DIGEST = "deliver.digest"
    ROLE = "deliver.role"
    MISSED = "deliver.missed"
    SUMMARY = "deliver.summary"
    SPRINT_ENDED = "deliver.sprint_ended"
    PROGRAMME_INVITE = "deliver.programme_invite"
    UNDELIVERABLE = "deliver.undeliverable"
    DAILY = "deliver.daily"
    ABSENCE = "deliver.absence"
    CHANNEL_TROUBLE = "deliver.channel_trouble"
    DEPARTURE = "deliver.departure"
    FILE_TROUBLE = "deliver.file_trouble"
    HOME = "deliver.home"
    CHANGE = "deliver.change"
    TOO_LATE = "deliver.too_late"
    HELP_CONTACTS = "deliver.help_contacts"
    NEEDS = "deliver.needs"
    WISH = "deliver.wish"
    RETENTION = "deliver.retention"


# What answers something its reader has just done. Everything else that goes to a person waits for their hours (C8).
ANSWERS = frozenset({Deliver.COACH_QUESTION, Deliver.FILE_TROUBLE, Deliver.HELP_CONTACTS})


class Errand(StrEnum):
    """Kinds of work that take several calls to Slack."""

    EXPORT = "errand.export"
    REPORT = "errand.report"
    FORGET = "errand.forget"
    TAKE_BACK = "errand.take_back"
    CLEAR = "errand.clear"


def lane(team: str, conversation: str) -> str:
    """One conversation's queue. A conversation is a channel, or a person for their direct messages."""
    return f"{team}:{conversation}"


def answers(team: str, user: str) -> str:
    """The queue of what answers somebody: it does not wait behind what waits for their working hours."""
    return f"{lane(team, user)}:answers"


def lanes(team: str, conversation: str) -> tuple[str, str]:
    """Every queue of one conversation."""
    return lane(team, conversation), answers(team, conversation)


def about_pod(session: Session, kind: Deliver, pod: Pod, now: datetime) -> None:
    """Tell the pod's channel something about the pod, or bring it up to date."""
    _tell(session, kind, f"{kind}:{pod.id}", {"pod": pod.id}, lane(pod.team_id, pod.channel_id), now)


def welcome(session: Session, pod: Pod, leader: str, now: datetime) -> None:
    """Greet a leader, once a pod."""
    key = f"{Deliver.WELCOME}:{pod.id}:{leader}"
    payload = {"pod": pod.id, "user": leader}
    work.enqueue(session, Deliver.WELCOME, payload, key=key, due_at=now, lane=lane(pod.team_id, leader))


def invite_key(pod_id: int, user: str) -> str:
    """The key of the work that brings somebody into a pod's channel."""
    return f"{Deliver.INVITE}:{pod_id}:{user}"


def invite(session: Session, pod: Pod, user: str, now: datetime) -> None:
    """Bring somebody into the pod's channel."""
    key = invite_key(pod.id or 0, user)
    _tell(session, Deliver.INVITE, key, {"pod": pod.id, "user": user}, lane(pod.team_id, pod.channel_id), now)


def trouble_key(kind: Deliver, pod: Pod, user: str) -> str:
    """The key of somebody's one note about what did not get through in a pod."""
    return f"{kind}:{pod.id}:{user}"


def trouble(session: Session, kind: Deliver, pod: Pod, user: str, now: datetime, *, work_id: int = 0) -> None:
    """Tell who runs a pod what Slack would not take, the latest of it, or whom it did not let us bring into the
    channel; or bring that up to date."""
    ids: dict[str, int | str | None] = {"pod": pod.id, "work": work_id, "user": user}
    _tell(session, kind, trouble_key(kind, pod, user), ids, lane(pod.team_id, user), now)


def proposal(session: Session, row: Proposal, now: datetime) -> None:
    """Ask whoever answers a question, or show them what was said."""
    _tell(
        session,
        Deliver.PROPOSAL,
        f"{Deliver.PROPOSAL}:{row.id}",
        {"proposal": row.id},
        lane(row.team_id, row.asked_of),
        now,
    )


def place(session: Session, pod: Pod, deed: Audit, to: str, now: datetime) -> None:
    """Tell somebody what was done to a place in a pod."""
    key = f"{Deliver.PLACE}:{deed.id}:{to}"
    _tell(session, Deliver.PLACE, key, {"audit": deed.id, "user": to}, lane(pod.team_id, to), now)


def about_sprint(session: Session, kind: Deliver, pod: Pod, sprint: Sprint, now: datetime) -> None:
    """Tell the pod's channel something about a sprint, or bring it up to date."""
    _tell(session, kind, f"{kind}:{sprint.id}", {"sprint": sprint.id}, lane(pod.team_id, pod.channel_id), now)


def about_session(session: Session, kind: Deliver, pod: Pod, meeting: Meeting, now: datetime) -> None:
    """Tell the pod's channel something about a session, or bring it up to date."""
    _tell(session, kind, f"{kind}:{meeting.id}", {"meeting": meeting.id}, lane(pod.team_id, pod.channel_id), now)


def to_facilitator(session: Session, kind: Deliver, pod: Pod, meeting: Meeting, now: datetime, *, to: str = "") -> None:
    """Tell whoever runs a session something about it. Told anew, it is told to whoever was told first."""
    key = f"{kind}:{meeting.id}"
    user = _told_first(session, key) or to or meeting.host_id or pod.facilitator_id
    _tell(session, kind, key, {"meeting": meeting.id, "user": user}, lane(pod.team_id, user), now)


def entry(session: Session, pod: Pod, check_in: CheckIn, now: datetime) -> None:
    """Show a check-in in its session's thread, or bring it up to date."""
    key = f"{Deliver.ENTRY}:{check_in.id}"
    _tell(session, Deliver.ENTRY, key, {"check_in": check_in.id}, lane(pod.team_id, pod.channel_id), now)


def coach_question(
    session: Session, pod: Pod, check_in: CheckIn, now: datetime, *, again: bool = False, until: datetime | None = None
) -> None:
    """Ask the leader of a check-in one question, privately, once and not after a time; or bring it up to date."""
    key = f"{Deliver.COACH_QUESTION}:{check_in.id}"
    payload = {"check_in": check_in.id}
    conversation = answers(pod.team_id, check_in.user_id)
    work.enqueue(
        session,
        Deliver.COACH_QUESTION,
        payload,
        key=key,
        due_at=now,
        expires_at=until,
        lane=conversation,
        again=again,
    )


def entry_gone(session: Session, pod: Pod, check_in_id: int, leader: str, now: datetime) -> None:
    """A check-in has been taken back: take its message out of the thread, and its question out of the leader's own."""
    ids: dict[str, int | str | None] = {"check_in": check_in_id, "pod": pod.id}
    _tell(session, Deliver.ENTRY, f"{Deliver.ENTRY}:{check_in_id}", ids, lane(pod.team_id, pod.channel_id), now)
    key, payload = f"{Deliver.COACH_QUESTION}:{check_in_id}", {**ids, "user": leader}
    conversation = answers(pod.team_id, leader)
    work.enqueue(session, Deliver.COACH_QUESTION, payload, key=key, due_at=now, lane=conversation, again=True)


def role(session: Session, pod: Pod, note_id: int, user: str, now: datetime) -> None:
    """Tell somebody that who runs a pod or a session has changed, or bring that up to date."""
    key = f"{Deliver.ROLE}:{note_id}:{user}"
    _tell(session, Deliver.ROLE, key, {"note": note_id, "user": user}, lane(pod.team_id, user), now)


def daily_key(who: Who, day: date) -> str:
    """The key of the day's one message to somebody."""
    return f"{Deliver.DAILY}:{who.team}:{who.user}:{day.isoformat()}"


def daily(session: Session, who: Who, day: date, now: datetime) -> None:
    """The day's one message to somebody, or bring it up to date."""
    payload: dict[str, object] = {"team": who.team, "user": who.user, "day": day.isoformat()}
    conversation = lane(who.team, who.user)
    work.enqueue(session, Deliver.DAILY, payload, key=daily_key(who, day), due_at=now, lane=conversation, again=True)


def absence(session: Session, row: Absence, now: datetime) -> None:
    """Tell somebody that they are noted as away, and by whom."""
    key = f"{Deliver.ABSENCE}:{row.id}"
    payload = {"absence": row.id, "team": row.team_id, "user": row.user_id}
    conversation = lane(row.team_id, row.user_id)
    work.enqueue(session, Deliver.ABSENCE, payload, key=key, due_at=now, lane=conversation, again=True)


def change(session: Session, pod: Pod, audit_id: int | None, now: datetime) -> None:
    """Tell the pod's channel in a line what somebody changed of its sessions."""
    key = f"{Deliver.CHANGE}:{audit_id}"
    _tell(session, Deliver.CHANGE, key, {"audit": audit_id}, lane(pod.team_id, pod.channel_id), now)


def too_late(session: Session, who: Who, now: datetime) -> None:
    """Tell somebody that a window did not open, once a minute at most."""
    minute = int(now.timestamp()) // 60
    ids = {"team": who.team, "user": who.user, "minute": minute}
    key = f"{Deliver.TOO_LATE}:{who.team}:{who.user}:{minute}"
    work.enqueue(session, Deliver.TOO_LATE, ids, key=key, due_at=now, lane=lane(who.team, who.user))


def happened(session: Session, kind: Deliver, pod: Pod, user: str, now: datetime) -> None:
    """Tell who runs a pod that its channel cannot be used, or that somebody has left it: each time it is news."""
    at = int(now.timestamp())
    payload = {"pod": pod.id, "at": at, "user": user}
    work.enqueue(session, kind, payload, key=f"{kind}:{pod.id}:{at}", due_at=now, lane=lane(pod.team_id, user))


def asks_pod_key(pod_id: int, cause: str, of: int) -> str:
    """The key of what a pod is asked because of something."""
    return f"{Deliver.NEEDS}:{pod_id}:{cause}:{of}"


def asks_pod(session: Session, pod: Pod, cause: str, of: int, now: datetime) -> None:
    """Ask a pod who would see to something, or bring that up to date."""
    ids: dict[str, int | str | None] = {"pod": pod.id, "cause": cause, "of": of}
    _tell(session, Deliver.NEEDS, asks_pod_key(pod.id or 0, cause, of), ids, lane(pod.team_id, pod.channel_id), now)


def file_trouble(session: Session, who: Who, what: str, code: str, now: datetime) -> None:
    """Tell somebody that a file they asked for did not get through."""
    key = f"{Deliver.FILE_TROUBLE}:{what}:{who.team}:{who.user}"
    payload = {"team": who.team, "user": who.user, "what": what, "code": code, "at": int(now.timestamp())}
    work.enqueue(session, Deliver.FILE_TROUBLE, payload, key=key, due_at=now, lane=lane(who.team, who.user), again=True)


def sprint_ended(session: Session, pod: Pod, sprint: Sprint, now: datetime, *, to: str = "") -> None:
    """Tell who runs a pod that a sprint is over and what the pod said; anew, whoever was told first, if anybody was."""
    key = f"{Deliver.SPRINT_ENDED}:{sprint.id}"
    user = _told_first(session, key) or to
    if not user:
        return
    _tell(session, Deliver.SPRINT_ENDED, key, {"sprint": sprint.id, "user": user}, lane(pod.team_id, user), now)


def programme_invite(
    session: Session, pod: Pod, programme_id: int, now: datetime, *, to: str, first: bool = False
) -> None:
    """Ask who runs a pod whether it takes part in a programme; or bring the question up to date, where it was asked."""
    key = f"{Deliver.PROGRAMME_INVITE}:{programme_id}:{pod.id}"
    user = to if first else _told_first(session, key) or to
    payload = {"programme": programme_id, "pod": pod.id, "user": user}
    _tell(session, Deliver.PROGRAMME_INVITE, key, payload, lane(pod.team_id, user), now)


def home(session: Session, who: Who, now: datetime) -> None:
    """Bring somebody's Home tab up to date."""
    # No lane: a Home tab is replaced as a whole, and waits for no message.
    key = f"{Deliver.HOME}:{who.team}:{who.user}"
    work.enqueue(session, Deliver.HOME, {"team": who.team, "user": who.user}, key=key, due_at=now, again=True)


def _told_first(session: Session, key: str) -> str:
    before = session.exec(select(Work.payload).where(Work.key == key)).first()
    return str(before["user"]) if before else ""


def _tell(
    session: Session,
    kind: Deliver,
    key: str,
    payload: dict[str, int | str | None],
    conversation: str,
    now: datetime,
) -> None:
    work.enqueue(session, kind, payload, key=key, due_at=now, lane=conversation, again=True)
