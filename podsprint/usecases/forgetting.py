"""Forgetting somebody (S5): asked for in Slack, begun at once, carried out by the worker a step at a time.

Every step is done when it is written down, and each may be done twice: killed anywhere, it goes on from there.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, or_, update
from sqlmodel import Session, SQLModel, col, func, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Facts, Who, check_standing
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import ForgetForm
from podsprint.errors import Refused
from podsprint.store import work
from podsprint.store.tables import Experiment, Member, Pod, Post, PostState, Programme, SharedFile, Work
from podsprint.usecases import audit, departures, outbox, people, reports, retelling, standings, wish_messages
from podsprint.usecases.belongings import BELONGINGS, MENTIONS, pods_of
from podsprint.usecases.outbox import Errand

TO_TYPE = "forget me"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetMe:
    """Somebody wants everything of theirs deleted, has typed so, and says who takes over what they look after."""

    who: Who
    typed: str
    successor: str = ""
    facts: tuple[Facts, ...] = ()  # what Slack has just said about whoever takes over


def form(session: Session, who: Who) -> ForgetForm:
    """What they look after, and somebody who could take over: the first pod's deputy."""
    held = _facilitated(session, who)
    return ForgetForm(
        person=who.user,
        pods=tuple(pod.name for pod in held),
        programmes=len(_owned(session, who)),
        successor=next((pod.deputy_id for pod in held if pod.deputy_id), "") or "",
    )


def begin(session: Session, command: ForgetMe, now: datetime) -> None:
    """Hand over what they look after, and begin.

    Raises:
        Refused: not typed as asked, or nobody to take over.
    """
    who = command.who
    held, owned = _facilitated(session, who), _owned(session, who)
    problems = _problems(command, looks_after=bool(held or owned))
    known = standings.merged(session, who.team, command.facts, (command.successor,) if command.successor else ())
    problems += check_standing(known, (command.successor,), "successor")
    if problems:
        raise Refused(*problems)
    for pod in held:
        pod.facilitator_id = command.successor
        pod.deputy_id = None if pod.deputy_id in (command.successor, who.user) else pod.deputy_id
        session.add(pod)
        outbox.invite(session, pod, command.successor, now)
        outbox.about_pod(session, outbox.Deliver.POD_INTRO, pod, now)
        people.changed(session, pod, now)
        audit.record(session, who, Action.HANDED_OVER, now, pod_id=pod.id, subject=command.successor)
    for programme in owned:
        programme.owner_id = command.successor
        session.add(programme)
        audit.record(session, who, Action.HANDED_OVER, now, object_id=programme.id, subject=command.successor)
    key = f"{Errand.FORGET}:{who.team}:{who.user}"
    payload = {"team": who.team, "user": who.user}
    work.enqueue(session, Errand.FORGET, payload, key=key, due_at=now, again=True)
    audit.record(session, who, Action.FORGET_ASKED, now)


def delete_rows(session: Session, who: Who, now: datetime) -> None:
    """Delete all that is theirs, have what quoted it told anew, and leave their pods."""
    pods = session.exec(select(Pod).where(col(Pod.id).in_(_pods_with(who)))).all()
    for pod in pods:
        retelling.of_pod(session, pod, now)
        wish_messages.forget(session, pod, who.user, now)
        departures.leave(session, pod, who.user, now, by=who)
        reports.take_back(session, pod, now)
    session.flush()
    # Whatever is being sent at this moment looks again before it is: then there is nothing left to say.
    lanes = [outbox.lane(pod.team_id, pod.channel_id) for pod in pods]
    work.rearm(session, and_(col(Work.lane).in_(lanes), col(Work.leased)), now)
    mine = {_table(belonging.table): belonging for belonging in BELONGINGS if not belonging.kept}
    for table in reversed(_table(Post).metadata.sorted_tables):
        if table in mine and mine[table].table is not SharedFile:  # a file's row goes with the file
            session.execute(delete(table).where(mine[table].mine(who)))
    for name, column in MENTIONS:
        if name in SQLModel.metadata.tables:
            _forget_mention(session, SQLModel.metadata.tables[name], column, who)
    _forget_work(session, who)


def next_post(session: Session, who: Who) -> Post | None:
    """A message of ours with their words, or to them, that is still in Slack."""
    mine = (Post.team_id == who.team, Post.author == who.user, Post.state != PostState.STUCK)
    return session.exec(select(Post).where(*mine).order_by(col(Post.key)).limit(1)).first()


def next_file(session: Session, who: Who) -> SharedFile | None:
    """A file of ours in their direct messages."""
    mine = (SharedFile.team_id == who.team, SharedFile.user_id == who.user)
    return session.exec(select(SharedFile).where(*mine).order_by(SharedFile.file_id).limit(1)).first()


def finish(session: Session, who: Who, now: datetime) -> int:
    """The last step: what has come since is deleted too, and nothing says any more that they were here but the trail.

    Returns:
        How many messages Slack would not delete.
    """
    delete_rows(session, who, now)
    stuck: Any = (Post.team_id == who.team, Post.author == who.user, Post.state == PostState.STUCK)
    left = session.exec(select(func.count()).select_from(Post).where(*stuck)).one()
    session.execute(delete(Post).where(*stuck))
    audit.record(session, who, Action.FORGOTTEN, now)
    return left


def _problems(command: ForgetMe, *, looks_after: bool) -> list[Problem]:
    found = []
    if " ".join(command.typed.split()).casefold() != TO_TYPE:
        found.append(problem("type_to_confirm", "typed", words=TO_TYPE))
    if looks_after and not command.successor:
        found.append(problem("successor_missing", "successor"))
    elif looks_after and command.successor == command.who.user:
        found.append(problem("successor_oneself", "successor"))
    return found


def _facilitated(session: Session, who: Who) -> list[Pod]:
    mine = (Pod.team_id == who.team, Pod.facilitator_id == who.user, col(Pod.ended_at).is_(None))
    return list(session.exec(select(Pod).where(*mine).order_by(col(Pod.id))).all())


def _owned(session: Session, who: Who) -> list[Programme]:
    mine = (Programme.team_id == who.team, Programme.owner_id == who.user, col(Programme.ended_at).is_(None))
    return list(session.exec(select(Programme).where(*mine).order_by(col(Programme.id))).all())


def _pods_with(who: Who) -> Any:
    led = select(Member.pod_id).where(Member.team_id == who.team, Member.user_id == who.user)
    wrote = select(Experiment.pod_id).where(
        col(Experiment.pod_id).in_(pods_of(who.team)), Experiment.user_id == who.user
    )
    return led.union(wrote)


def _forget_mention(session: Session, table: Table, name: str, who: Who) -> None:
    nobody = None if table.c[name].nullable else ""
    if "team_id" in table.c:
        here = table.c.team_id == who.team
    elif "pod_id" in table.c:
        here = table.c.pod_id.in_(pods_of(who.team))
    else:
        here = table.c.programme_id.in_(select(Programme.id).where(Programme.team_id == who.team))
    session.execute(update(table).where(table.c[name] == who.user, here).values({name: nobody}))


def _forget_work(session: Session, who: Who) -> None:
    name = f"{who.team}:{who.user}"
    invited = and_(  # an invitation's lane is the channel's
        col(Work.kind) == outbox.Deliver.INVITE,
        col(Work.lane).startswith(f"{who.team}:", autoescape=True),
        col(Work.key).endswith(f":{who.user}", autoescape=True),
    )
    about = or_(
        col(Work.lane) == name,
        col(Work.key).endswith(f":{name}", autoescape=True),
        col(Work.key).contains(f":{name}:"),
        invited,
    )
    session.execute(delete(Work).where(about, col(Work.kind) != Errand.FORGET))


def _table(model: Any) -> Table:
    table: Table = model.__table__
    return table
