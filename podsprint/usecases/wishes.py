"""A peer takes up a wish to be coached ("I would like coaching on ..."). The two are told of one another; either can
say otherwise, and take that back (C9). What it is about stays with those who could read it in the thread."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import WishNote
from podsprint.domain.wishes import Wish, may_take, state_of
from podsprint.errors import Refused
from podsprint.store.tables import CheckIn, Meeting, Pod, Post
from podsprint.usecases import access, entries, outbox, retelling, wish_messages

DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeWish:
    """A peer can coach its leader on what they wished for."""

    who: Who
    check_in_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndWish:
    """The peer takes it back; or its leader says not now."""

    who: Who
    check_in_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviveWish:
    """Its leader said not now, and would like it after all."""

    who: Who
    check_in_id: int


def take(session: Session, command: TakeWish, now: datetime) -> WishNote:
    """Say that one can. Saying it twice is saying it once.

    Raises:
        Refused: not one of the pod's leaders, not theirs to read yet, their own, or somebody else was quicker.
    """
    row, pod, state = _find(session, command.who, command.check_in_id)
    me = command.who.user
    if not access.belongs(session, command.who, row.pod_id):
        raise access.not_found("check_in")
    access.leader_seat(session, command.who, row.pod_id)
    if row.user_id == me:
        raise Refused(problem("wish_own"))
    entries.read(session, entries.ReadEntry(who=command.who, check_in_id=command.check_in_id))  # may they read it (W11)
    if state is Wish.TAKEN and row.coach_id == me:
        return _note(row, pod, me, state)
    if not may_take(state, coach=row.coach_id or "", by=me):
        raise Refused(problem("wish_thanked") if row.coach_id == me else problem("wish_taken"))
    former, row.coach_id, row.coach_answer = row.coach_id or "", me, ""
    return _changed(session, row, pod, me, now, former)


def end(session: Session, command: EndWish, now: datetime) -> WishNote:
    """Take it back, or say not now: nobody else is told, and no reason is asked. It needs no place in the pod any more.

    Raises:
        Refused: neither the one who wished it nor the one who can.
    """
    row, pod, state = _find(session, command.who, command.check_in_id)
    me, coach = command.who.user, row.coach_id or ""
    if me not in (row.user_id, coach):
        raise access.not_found("check_in")
    if state is not Wish.TAKEN:
        return _note(row, pod, me, state)
    if me == coach:
        row.coach_id = None
    else:
        row.coach_answer = DECLINED
    return _changed(session, row, pod, me, now, coach)


def revive(session: Session, command: ReviveWish, now: datetime) -> WishNote:
    """Yes after all; it needs no place in the pod any more.

    Raises:
        Refused: not theirs.
    """
    row, pod, state = _find(session, command.who, command.check_in_id)
    if command.who.user != row.user_id:
        raise access.not_found("check_in")
    if state is not Wish.DECLINED:
        return _note(row, pod, command.who.user, state)
    row.coach_answer = ""
    return _changed(session, row, pod, command.who.user, now)


def note(session: Session, check_in_id: int, user: str) -> tuple[Pod, WishNote | None] | None:
    """What one of the two is told now; nothing any more of a wish that is private or gone, and nothing at first to
    somebody who is out of it again before they heard of it."""
    row = session.get(CheckIn, check_in_id)
    if row is None:
        return None
    pod, state = session.get_one(Pod, row.pod_id), _state(session, row)
    is_out = session.get(Post, wish_messages.post_key(check_in_id, user)) is not None
    concerned = state is Wish.TAKEN and user in (row.user_id, row.coach_id)
    if state is Wish.NONE or not (concerned or is_out):
        return pod, None
    return pod, _note(row, pod, user, state)


def _find(session: Session, who: Who, check_in_id: int) -> tuple[CheckIn, Pod, Wish]:
    row = access.row(session, CheckIn, check_in_id, hold=True)
    pod = session.get(Pod, row.pod_id) if row else None
    if row is None or pod is None or pod.team_id != who.team or (state := _state(session, row)) is Wish.NONE:
        raise access.not_found("check_in")
    return row, pod, state


def _state(session: Session, row: CheckIn) -> Wish:
    shared = entries.shared(session, row, session.get_one(Meeting, row.meeting_id))
    coach, declined = row.coach_id or "", row.coach_answer == DECLINED
    return state_of(topic=bool(row.coaching_on), shared=shared, coach=coach, declined=declined)


def _changed(session: Session, row: CheckIn, pod: Pod, reader: str, now: datetime, *former: str) -> WishNote:
    session.add(row)
    session.flush()
    outbox.entry(session, pod, row, now)
    retelling.of_digest(session, pod, session.get_one(Meeting, row.meeting_id), now)
    wish_messages.retell(session, pod, row, now, *former)
    return _note(row, pod, reader, _state(session, row))


def _note(row: CheckIn, pod: Pod, reader: str, state: Wish) -> WishNote:
    wished = reader == row.user_id
    # Somebody who is not the coach any more reads that it is over, and not with whom it goes on.
    over = not wished and (state is not Wish.TAKEN or row.coach_id != reader)
    return WishNote(
        check_in_id=access.required(row.id),
        pod=pod.name,
        leader=row.user_id,
        coach=(row.coach_id or "") if wished or not over else reader,
        topic="" if over else row.coaching_on or "",
        wished=wished,
        state=Wish.OPEN if over else state,
    )
