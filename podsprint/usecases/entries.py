"""What a leader shared in a session, for those who may read it (W11, S1)."""

from dataclasses import dataclass

from sqlmodel import Session, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.checkins import may_see_others
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring, may_read
from podsprint.domain.problems import problem
from podsprint.domain.read_models import Entry
from podsprint.domain.visibility import Shown, may_see
from podsprint.domain.wishes import Wish
from podsprint.errors import Refused
from podsprint.store.tables import CheckIn, Experiment, Meeting, Pod, Reflection
from podsprint.usecases import access, checkins
from podsprint.usecases.sessions import MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntry:
    """Somebody wants to read an entry in a thread."""

    who: Who
    check_in_id: int


def in_thread(session: Session, check_in_id: int) -> tuple[Pod, Meeting, Entry | None] | None:
    """The entry as the whole channel may see it now; no entry while its leader keeps it to themselves."""
    row = session.get(CheckIn, check_in_id)
    if row is None:
        return None
    meeting, pod = session.get_one(Meeting, row.meeting_id), session.get_one(Pod, row.pod_id)
    if not shared(session, row, meeting):
        return pod, meeting, None
    sealed = meeting.state == MeetingState.OPEN and not checkins.all_in(session, meeting)
    return pod, meeting, entry(session, row, meeting, sealed=sealed)


def read(session: Session, command: ReadEntry) -> Entry:
    """An entry for one person of the pod: their own always, another's once theirs is in or the session has closed.

    Raises:
        Refused: not in this pod, kept private, or still to be waited for.
    """
    row = access.row(session, CheckIn, command.check_in_id)
    if row is None:
        raise access.not_found("check_in")
    meeting = session.get_one(Meeting, row.meeting_id)
    if row.user_id == command.who.user:
        return entry(session, access.own_entry(session, command.who, row.id), meeting, sealed=False)
    if not access.belongs(session, command.who, row.pod_id) or not shared(session, row, meeting):
        raise access.not_found("check_in")
    _refuse_who_sees_less(session, command.who, row)
    own_in = (
        session.exec(
            select(CheckIn.id).where(CheckIn.meeting_id == meeting.id, CheckIn.user_id == command.who.user)
        ).first()
        is not None
    )
    if not may_see_others(own_in, meeting.state != MeetingState.OPEN):
        if command.who.user not in access.leaders(session, row.pod_id):
            raise Refused(problem("opens_at_close"))
        raise Refused(problem("own_first"))
    return entry(session, row, meeting, sealed=False)


def _refuse_who_sees_less(session: Session, who: Who, row: CheckIn) -> None:
    """A leader reads what the pod shares; of those who only run it, a manager or an outsider does not (L17)."""
    place = access.seat(session, who, row.pod_id)
    if not place.is_leader and not may_see(place.reader(access.is_guest(session, who)), Shown.ENTRY, Ring.POD):
        raise Refused(problem("sees_less"))


def entry(session: Session, row: CheckIn, meeting: Meeting, *, sealed: bool) -> Entry:
    """An entry's parts, in the order a session of its kind asks for them."""
    head = Entry(
        check_in_id=access.required(row.id),
        kind=meeting.kind,
        leader=row.user_id,
        sealed=sealed,
        late=row.late,
    )
    if sealed:
        return head
    experiment = _experiment(session, row)
    if experiment is not None and experiment.ring == Ring.ME and row.ring != Ring.ME:
        experiment = None  # a private experiment stays private in an entry that is shared
    kept = session.exec(select(Reflection).where(Reflection.check_in_id == row.id)).first()
    found: dict[str, str | None] = {}
    if meeting.kind == SessionKind.KICKOFF and experiment:
        found = {
            "framing_question": experiment.framing_question,
            "hypothesis": experiment.hypothesis,
            "what_i_do": experiment.what_i_do,
            "expect": experiment.expect,
        }
    elif meeting.kind == SessionKind.RETRO and kept:
        found = {
            "set_out": experiment.hypothesis if experiment else "",
            "facts": kept.facts,
            "what_changed": kept.what_changed if experiment else "",
            "line": kept.line,
            "behaviour": kept.behaviour,
        }
    else:
        found = {
            "tried": row.tried,
            "noticed": row.noticed,
            "next_step": row.next_step,
            "coaching_topic": row.coaching_on,
        }
    wish = ""
    if meeting.kind == SessionKind.STANDUP and row.coaching_on and row.ring != Ring.ME:
        wish = Wish.TAKEN if row.coach_id and not row.coach_answer else Wish.OPEN
    return Entry(
        check_in_id=head.check_in_id,
        kind=head.kind,
        leader=head.leader,
        sealed=False,
        late=row.late,
        parts=tuple((code, words) for code, words in found.items() if words),
        by=experiment.due_on if experiment and meeting.kind == SessionKind.KICKOFF else row.next_by,
        confidence=row.confidence,
        outcome=kept.outcome if experiment and kept else "",
        choice=kept.choice if kept else "",
        wish=wish,
        coach=(row.coach_id or "") if wish == Wish.TAKEN else "",
    )


def shared(session: Session, row: CheckIn, meeting: Meeting) -> bool:
    """Whether the pod may read it. A kick-off entry is its experiment, and follows that one's ring."""
    experiment = _experiment(session, row) if meeting.kind == SessionKind.KICKOFF else None
    rings = {Ring(row.ring), Ring(experiment.ring) if experiment else Ring(row.ring)}
    return all(may_read(ring, is_author=False, same_pod=True, same_programme=False) for ring in rings)


def _experiment(session: Session, row: CheckIn) -> Experiment | None:
    return session.get(Experiment, row.experiment_id) if row.experiment_id else None
