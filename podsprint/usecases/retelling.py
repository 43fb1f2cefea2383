"""When what was told changes, is made private or taken back: tell it anew wherever it stands."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.privacy import Ring
from podsprint.store import prepared
from podsprint.store.tables import CheckIn, Experiment, Meeting, Pod, Post, Sprint, Work
from podsprint.usecases import briefs, outbox

# By the last part of a message's key, as ``messages`` makes it.
_IN_CHANNEL = {"card": outbox.Deliver.SESSION_CARD, "opening": outbox.Deliver.SESSION_OPENING}
SHOWN_IN_SESSIONS = 16  # the latest sessions something may have been shown in: two sprints of them, and what is ahead
_AHEAD = timedelta(days=14)  # no brief is sent longer before its session


def of_pod(session: Session, pod: Pod, now: datetime) -> None:
    """Everything of the pod's that shows several people's words, wherever it has been told."""
    meetings = session.exec(select(Meeting).where(Meeting.pod_id == pod.id, col(Meeting.opens_at) <= now)).all()
    briefs.retell(session, pod, meetings, now)
    sprints = session.exec(select(Sprint).where(Sprint.pod_id == pod.id)).all()
    keys = [f"meeting:{meeting.id}:{what}" for meeting in meetings for what in (*_IN_CHANNEL, "digest")]
    keys += [f"sprint:{sprint.id}:summary" for sprint in sprints]
    told = set(session.exec(select(Post.key).where(col(Post.key).in_(keys))).all())
    for meeting in meetings:
        for what, kind in _IN_CHANNEL.items():
            if f"meeting:{meeting.id}:{what}" in told:
                outbox.about_session(session, kind, pod, meeting, now)
        if f"meeting:{meeting.id}:digest" in told:
            outbox.to_facilitator(session, outbox.Deliver.DIGEST, pod, meeting, now)
    for sprint in sprints:
        if f"sprint:{sprint.id}:summary" in told:
            outbox.about_sprint(session, outbox.Deliver.SUMMARY, pod, sprint, now)


def of_experiment(session: Session, pod: Pod, row: Experiment, now: datetime) -> None:
    """Entries that show this experiment show it as it is now. Made private, it is taken back from wherever it stood."""
    of_entries(session, pod, row, now)
    if row.ring == Ring.ME:
        of_sessions(session, pod, row.created_at, now)


def of_entries(session: Session, pod: Pod, row: Experiment, now: datetime) -> None:
    """Every entry about this experiment, and the summaries those are in."""
    entries = session.exec(
        select(CheckIn, Meeting).join(Meeting).where(CheckIn.experiment_id == row.id).order_by(col(CheckIn.id))
    ).all()
    for entry, meeting in entries:
        outbox.entry(session, pod, entry, now)
        if meeting.kind == SessionKind.RETRO:
            _summary(session, pod, meeting, now)


def of_entry(session: Session, pod: Pod, meeting: Meeting, now: datetime) -> None:
    """Whatever quotes the entries of a session: its own digest and its sprint's summary, and what later ones start
    from."""
    of_sessions(session, pod, meeting.opens_at, now)
    _summary(session, pod, meeting, now)


def of_note(session: Session, pod: Pod, experiment: Experiment, since: datetime, now: datetime) -> None:
    """A note made since then says something else or is gone: so it does wherever it was told, in a former pod, too."""
    of_sessions(session, pod, since, now)
    if experiment.continues_id is not None:
        before = session.get_one(Experiment, experiment.continues_id)
        of_note(session, session.get_one(Pod, before.pod_id), before, since, now)


def of_sessions(session: Session, pod: Pod, since: datetime, now: datetime) -> None:
    """What was told in and about the sessions since then: their openings, and the facilitator's brief and digest."""
    given = {"pod": pod.id, "since": since, "until": now + _AHEAD, "most": SHOWN_IN_SESSIONS}
    meetings = session.exec(prepared.SESSIONS_BETWEEN, params=given).all()
    briefs.retell(session, pod, meetings, now)
    for meeting in meetings:
        if meeting.opened_at is not None and meeting.kind != SessionKind.KICKOFF:
            # A kick-off opens before there is anything to show.
            outbox.about_session(session, outbox.Deliver.SESSION_OPENING, pod, meeting, now)
        if meeting.opened_at is not None and now >= meeting.closes_at:
            outbox.to_facilitator(session, outbox.Deliver.DIGEST, pod, meeting, now)


def of_digest(session: Session, pod: Pod, meeting: Meeting, now: datetime) -> None:
    """One session's digest, once it has been told."""
    if session.get(Post, f"meeting:{meeting.id}:digest") is not None:
        outbox.to_facilitator(session, outbox.Deliver.DIGEST, pod, meeting, now)


def _summary(session: Session, pod: Pod, meeting: Meeting, now: datetime) -> None:
    """The sprint's summary, once it has been told: nothing is told before its time."""
    if session.exec(select(Work.id).where(Work.key == f"{outbox.Deliver.SUMMARY}:{meeting.sprint_id}")).first():
        sprint = session.get_one(Sprint, meeting.sprint_id)
        outbox.about_sprint(session, outbox.Deliver.SUMMARY, pod, sprint, now)
