"""What Slack says has changed about somebody: their zone, or that their account is switched off."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.audit import Action
from podsprint.domain.people import Facts, Standing, Who
from podsprint.domain.visibility import Role
from podsprint.store.tables import Member, Person, Pod
from podsprint.usecases import absences, access, audit, departures, needs, outbox, people, standings


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIs:
    """How Slack describes somebody now."""

    who: Who
    facts: Facts
    status: absences.SeenStatus | None = None


def changed(session: Session, command: PersonIs, now: datetime) -> None:
    """Follow it, for people the bot has met. Hearing the same again, or something older, changes nothing."""
    who = command.who
    row = session.exec(select(Person).where(Person.team_id == who.team, Person.user_id == who.user)).first()
    if row is None and not _led(session, who) and not _looked_after(session, who):
        return  # most of a company has nothing to do with pods, and nothing is kept of them
    row = row or Person(team_id=who.team, user_id=who.user)
    if not standings.follow(row, command.facts):
        return  # late: it has changed again since
    session.add(row)
    session.flush()
    if command.status is not None:
        absences.from_status(session, command.status, now)
    if command.facts.standing != Standing.DEACTIVATED:
        return
    bot = Who(who.team, "")
    for pod in _led(session, who):
        departures.leave(session, pod, who.user, now, by=bot)
    for pod in _looked_after(session, who):
        _deputise(session, pod, row, now)


def _deputise(session: Session, pod: Pod, row: Person, now: datetime) -> None:
    """The deputy takes over, and is told. Without one, any leader can, and the pod is asked (C12): nobody is given a
    role they were not asked about."""
    was = pod.facilitator_id
    if pod.deputy_id == row.user_id:
        pod.deputy_id = None
    elif pod.deputy_id is not None:
        pod.facilitator_id, pod.deputy_id = pod.deputy_id, None
        leads = pod.facilitator_id in access.leaders(session, access.required(pod.id))
        pod.facilitator_role = Role.PEER if leads else Role.OUTSIDER  # of others nobody has said what they are
        bot, subject = Who(row.team_id, ""), pod.facilitator_id
        audit.record(session, bot, Action.HANDED_OVER, now, pod_id=pod.id, subject=subject)
        outbox.invite(session, pod, subject, now)
        outbox.about_pod(session, outbox.Deliver.POD_INTRO, pod, now)
    session.add(pod)
    session.flush()
    if pod.facilitator_id == row.user_id or was == row.user_id:
        needs.gone(session, pod, row, now)
    people.changed(session, pod, now)


def _led(session: Session, who: Who) -> list[Pod]:
    places = select(Member.pod_id).where(
        Member.team_id == who.team, Member.user_id == who.user, col(Member.left_at).is_(None)
    )
    return list(session.exec(select(Pod).where(col(Pod.id).in_(places)).order_by(col(Pod.id))).all())


def _looked_after(session: Session, who: Who) -> list[Pod]:
    theirs = (col(Pod.facilitator_id) == who.user) | (col(Pod.deputy_id) == who.user)
    query = select(Pod).where(Pod.team_id == who.team, col(Pod.ended_at).is_(None), theirs)
    return list(session.exec(query.order_by(col(Pod.id)).with_for_update()).all())
