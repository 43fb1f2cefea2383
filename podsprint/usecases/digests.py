"""What whoever ran a session is told after it: what was shared; for a manager or an outsider no words, but numbers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from podsprint.domain.cadences import SessionKind
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import Digest, Missed
from podsprint.domain.visibility import SEES_LESS, Shown, may_see
from podsprint.store.tables import CheckIn, Meeting, Pod, Post, Sprint, Work
from podsprint.usecases import absences, access, entries, held, pods, sessions
from podsprint.usecases.sessions import MeetingState, Tick

ONE_DOWNTIME = timedelta(minutes=10)  # what was found missed within it is told in one note


def digest(session: Session, meeting_id: int, user: str, now: datetime, url: str = "") -> tuple[Pod, Digest] | None:
    """What was shared in a session, what comes next, and whom the pod has not heard from. ``url``: the workspace's."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    pod = session.get_one(Pod, meeting.pod_id)
    reader = access.reader(session, pod, user)
    rows = session.exec(select(CheckIn).where(CheckIn.meeting_id == meeting_id).order_by(col(CheckIn.id))).all()
    shared = [row for row in rows if entries.shared(session, row, meeting)]
    leaders = access.leaders(session, meeting.pod_id)
    here = {row.user_id for row in rows}
    following = _following(session, meeting)
    takes_entries = now < meeting.grace_until  # after a long downtime nobody is asked for one any more
    quiet = tuple(leader for leader in leaders if leader not in here) if takes_entries else ()
    day = meeting.opens_at.astimezone(ZoneInfo(pod.zone)).date()
    away = absences.away(session, pod.team_id, quiet, day) if quiet else set()
    shows_words, names = may_see(reader, Shown.ENTRY, Ring.POD), may_see(reader, Shown.NOT_HEARD_FROM, Ring.POD)
    return pod, Digest(
        pod=pods.view(session, pod),
        session=sessions.line(meeting, pod.zone),
        entries=(tuple(entries.entry(session, row, meeting, sealed=False) for row in shared) if shows_words else ()),
        shared=len(shared),
        private=len(rows) - len(shared),
        not_yet=tuple(leader for leader in quiet if leader not in away) if names else (),
        silent=len(quiet) - len(away),
        away=tuple(leader for leader in quiet if leader in away) if may_see(reader, Shown.AWAY, Ring.POD) else (),
        wishes=sum(bool(row.coaching_on) for row in shared) if meeting.kind == SessionKind.STANDUP else 0,
        grace_until=meeting.grace_until,
        following=sessions.line(following, pod.zone) if following else None,
        link=_link(session, meeting, pod, url),
        runs_next=following is not None and user in (pod.facilitator_id, pod.deputy_id, access.host_of(pod, following)),
        sees_less=reader if reader in SEES_LESS else "",
    )


def missed(session: Session, meeting_id: int) -> tuple[Pod, Missed] | None:
    """The sessions that were not opened, as many as there were in one downtime: the last of them tells of all."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.state != MeetingState.MISSED:
        return None  # it has been given another time before this could be told
    rows = session.exec(
        select(Meeting)
        .where(Meeting.sprint_id == meeting.sprint_id, Meeting.state == MeetingState.MISSED)
        .order_by(col(Meeting.id))
    ).all()
    gone_at = _gone_at(session, rows)
    together = [row for row in rows if abs(gone_at[row.id] - gone_at[meeting.id]) < ONE_DOWNTIME]
    if meeting is not together[-1]:
        return None
    pod = session.get_one(Pod, meeting.pod_id)
    over = session.get_one(Sprint, meeting.sprint_id).closed_at is not None
    return pod, Missed(
        pod=pods.view(session, pod),
        sessions=tuple(sessions.line(row, pod.zone) for row in together),
        may_move=not over and not held.overtaken(session, together[-1]),
    )


def missed_key(session: Session, meeting_id: int) -> str:
    """The key of that note. A session that was moved and missed again is told again."""
    meeting = session.get_one(Meeting, meeting_id)
    again = "" if meeting.planned_for is None else f":{int(meeting.opens_at.timestamp())}"
    return f"meeting:{meeting_id}:missed{again}"


def _gone_at(session: Session, rows: Sequence[Meeting]) -> dict[int | None, datetime]:
    """When it was seen that each of these sessions had not been opened."""
    keys = {f"{Tick.OPEN}:{row.id}": row for row in rows}
    found = session.exec(select(Work.key, Work.done_at).where(col(Work.key).in_(list(keys)))).all()
    seen = {keys[key].id: done_at for key, done_at in found if done_at is not None}
    return {row.id: seen.get(row.id, row.closes_at) for row in rows}


def _following(session: Session, meeting: Meeting) -> Meeting | None:
    found = sessions.next_meeting(session, meeting.pod_id, meeting.closes_at)
    return found if found is not None and found.id != meeting.id else None


def _link(session: Session, meeting: Meeting, pod: Pod, url: str) -> str:
    """Where the session's thread is, as Slack writes it; "" while its message is not out, or the address is unknown."""
    post = session.get(Post, f"meeting:{meeting.id}:card") if url else None
    if post is None or post.ts is None:
        return ""
    return f"{url.rstrip('/')}/archives/{post.channel_id}/p{post.ts.replace('.', '')}"
