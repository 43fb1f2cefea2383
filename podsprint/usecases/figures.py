"""Numbers about people: answers come in without a name, and are published once, of five or more (S4, L12, L15)."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, delete, select

from podsprint.domain import figures as rules
from podsprint.domain.figures import Figure, Means, Moment, Statement
from podsprint.domain.people import Who
from podsprint.domain.read_models import ProgressLine
from podsprint.store.tables import Pod, Progress, Published, PulseAnswer, PulseSeat, Sprint
from podsprint.usecases import access


def has_answered(session: Session, sprint_id: int, who: Who) -> bool:
    """Whether somebody has answered this sprint's pulse. What they said is not known."""
    return session.get(PulseSeat, (sprint_id, who.user)) is not None


def answer_pulse(session: Session, sprint: Sprint, who: Who, scores: Mapping[str, int]) -> None:
    """Keep an answer without its author. The sprint's answers are all written anew in the order of their random ids, so
    that no order of rows, in the table or below it, tells which one came with whom. A second answer changes nothing:
    nobody knows which one it would have to replace."""
    sprint_id = access.required(sprint.id)
    if has_answered(session, sprint_id, who):
        return
    earlier = session.exec(select(PulseAnswer.scores).where(PulseAnswer.sprint_id == sprint_id)).all()
    session.exec(delete(PulseAnswer).where(col(PulseAnswer.sprint_id) == sprint_id))
    session.add(PulseSeat(sprint_id=sprint_id, user_id=who.user))
    answers = sorted((secrets.token_hex(16), dict(kept)) for kept in (*earlier, scores))
    for key, kept in answers:
        session.add(PulseAnswer(id=key, sprint_id=sprint_id, scores=kept))
        session.flush()


def rate_progress(session: Session, sprint_id: int, who: Who, moment: Moment, value: int | None, now: datetime) -> None:
    """Keep how far somebody feels they have come; an empty field changes nothing."""
    if value is not None:
        session.merge(
            Progress(sprint_id=sprint_id, user_id=who.user, moment=moment, value=value, created_at=now),
        )


def own_progress(session: Session, sprint_id: int, who: Who, moment: Moment) -> int | None:
    """What somebody rated themselves."""
    row = session.get(Progress, (sprint_id, who.user, moment))
    return row.value if row else None


def progress_lines(session: Session, who: Who, *, limit: int = 3) -> tuple[ProgressLine, ...]:
    """What somebody rated themselves, the latest sprints first. For them alone."""
    rated = select(Progress.sprint_id).where(Progress.user_id == who.user)
    rows = session.exec(
        select(Sprint, Pod)
        .join(Pod, col(Pod.id) == Sprint.pod_id)
        .where(col(Sprint.id).in_(rated), Pod.team_id == who.team)
        .order_by(col(Sprint.id).desc())
        .limit(limit)
    ).all()
    if not rows:
        return ()
    own = session.exec(
        select(Progress).where(
            col(Progress.sprint_id).in_([sprint.id for sprint, _ in rows]), Progress.user_id == who.user
        )
    ).all()
    values = {(row.sprint_id, row.moment): row.value for row in own}
    return tuple(
        ProgressLine(
            pod=pod.name,
            sprint=sprint.number,
            start=values.get((access.required(sprint.id), Moment.START)),
            end=values.get((access.required(sprint.id), Moment.END)),
        )
        for sprint, pod in rows
    )


def settle(session: Session, sprint: Sprint) -> None:
    """The sprint is over: publish what five or more have said, and forget who said what to the pulse."""
    sprint_id = access.required(sprint.id)
    answers = session.exec(select(PulseAnswer.scores).where(PulseAnswer.sprint_id == sprint_id)).all()
    _publish(session, sprint_id, Figure.PULSE, rules.publish(answers, tuple(map(str, Statement))))
    session.exec(delete(PulseAnswer).where(col(PulseAnswer.sprint_id) == sprint_id))
    session.exec(delete(PulseSeat).where(col(PulseSeat.sprint_id) == sprint_id))
    rated: dict[str, dict[str, int]] = {}
    for row in session.exec(select(Progress).where(Progress.sprint_id == sprint_id)).all():
        rated.setdefault(row.user_id, {})[row.moment] = row.value
    _publish(session, sprint_id, Figure.PROGRESS, rules.publish(list(rated.values()), tuple(map(str, Moment))))
    session.flush()


def published(session: Session, sprint_id: int, figure: Figure) -> Means | None:
    """A sprint's figure, if it was published."""
    row = session.get(Published, (sprint_id, figure))
    return Means(people=row.people, means=row.means) if row else None


def _publish(session: Session, sprint_id: int, figure: Figure, made: Means | None) -> None:
    if made is not None and session.get(Published, (sprint_id, figure)) is None:
        session.add(Published(sprint_id=sprint_id, figure=figure, people=made.people, means=dict(made.means)))
