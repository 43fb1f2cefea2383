"""When what was told changes, or is made private: tell it anew wherever it stands."""

from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.privacy import Ring
from podsprint.store.tables import CheckIn, Experiment, Meeting, Pod, Sprint
from podsprint.usecases import briefs, outbox

SHOWN_IN_SESSIONS = 12  # the latest sessions an experiment may have been shown in: two sprints of them
AHEAD = 2  # sessions whose brief may be out: one the next working day, one moved onto it


def of_experiment(session: Session, pod: Pod, row: Experiment, now: datetime) -> None:
    """Entries that show this experiment show it as it is now. Made private, it is taken back from wherever it stood."""
    entries = session.exec(
        select(CheckIn, Meeting).join(Meeting).where(CheckIn.experiment_id == row.id).order_by(col(CheckIn.id))
    ).all()
    for entry, meeting in entries:
        outbox.entry(session, pod, entry, now)
        if meeting.kind == SessionKind.RETRO:
            sprint = session.get_one(Sprint, meeting.sprint_id)
            outbox.about_sprint(session, outbox.Deliver.SUMMARY, pod, sprint, now)
    if row.ring != Ring.ME:
        return
    held = select(Meeting).where(
        Meeting.pod_id == row.pod_id, col(Meeting.opened_at).is_not(None), Meeting.closes_at > row.created_at
    )
    shown_in = session.exec(held.order_by(col(Meeting.opens_at).desc()).limit(SHOWN_IN_SESSIONS)).all()
    ahead = select(Meeting).where(Meeting.pod_id == row.pod_id, Meeting.opens_at > now)
    told_of = session.exec(ahead.order_by(col(Meeting.opens_at)).limit(AHEAD)).all()
    briefs.retell(session, pod, (*shown_in, *told_of), now)
    for meeting in shown_in:
        if meeting.kind != SessionKind.KICKOFF:  # a kick-off opens before there is an experiment to show
            outbox.about_session(session, outbox.Deliver.SESSION_OPENING, pod, meeting, now)
        if now >= meeting.closes_at:
            outbox.to_facilitator(session, outbox.Deliver.DIGEST, pod, meeting, now)


def of_commitment(session: Session, pod: Pod, meeting: Meeting, now: datetime) -> None:
    """What somebody said in this session has changed: the next ones start from it, and so do their briefs."""
    after = select(Meeting).where(Meeting.pod_id == meeting.pod_id, Meeting.opens_at > meeting.opens_at)
    following = session.exec(after.order_by(col(Meeting.opens_at)).limit(AHEAD)).all()
    briefs.retell(session, pod, following, now)
    for one in following:
        if one.opened_at is not None:
            outbox.about_session(session, outbox.Deliver.SESSION_OPENING, pod, one, now)
