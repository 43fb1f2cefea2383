"""What becomes of a pod when something happens to its channel: whoever runs it hears of it, and nothing is lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from podsprint.domain.audit import Action
from podsprint.domain.channels import Trouble
from podsprint.domain.people import Who
from podsprint.domain.read_models import ChannelTrouble
from podsprint.store import work
from podsprint.store.tables import Member, Pod
from podsprint.usecases import acting, audit, needs, outbox, people
from podsprint.usecases.outbox import Deliver

STILL_TIMELY = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelIs:
    """How a channel stands now, as Slack says when it is asked."""

    team: str
    channel: str
    trouble: Trouble | None


def is_a_pods(session: Session, team: str, channel: str) -> bool:
    """Whether a pod lives in a channel."""
    here = (Pod.team_id == team, Pod.channel_id == channel, col(Pod.ended_at).is_(None))
    return session.exec(select(Pod.id).where(*here)).first() is not None


def changed(session: Session, command: ChannelIs, now: datetime) -> None:
    """Note it, if a pod lives there. Hearing the same again changes nothing."""
    pod = session.exec(
        select(Pod)
        .where(Pod.team_id == command.team, Pod.channel_id == command.channel, col(Pod.ended_at).is_(None))
        .with_for_update()
    ).first()
    trouble = command.trouble or ""
    if pod is None or pod.trouble == trouble:
        return
    pod.trouble = trouble
    session.add(pod)
    session.flush()
    action = Action.CHANNEL_LOST if trouble else Action.CHANNEL_BACK
    audit.record(session, Who(command.team, ""), action, now, pod_id=pod.id)
    if trouble:
        outbox.happened(session, Deliver.CHANNEL_TROUBLE, pod, acting.on_duty(session, pod, now), now)
    else:
        lane = outbox.lane(pod.team_id, pod.channel_id)
        work.retry_dead(session, now, lane=lane, since=now - STILL_TIMELY)
        acting.tell_trouble(session, Deliver.UNDELIVERABLE, pod, now)
    people.changed(session, pod, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIn:
    """Whether somebody is in a channel, as Slack says when it is asked."""

    who: Who
    channel: str
    present: bool


def is_led_by(session: Session, who: Who, channel: str) -> bool:
    """Whether a pod lives in a channel and this person leads in it: nobody else's coming and going is looked at."""
    return _place(session, who, channel) is not None


def came_or_went(session: Session, command: PersonIn, now: datetime) -> None:
    """Somebody is in their pod's channel, or is not any more. Their place in the pod is theirs to give up with `/pod`;
    but the sessions go on waiting for them where they cannot see it."""
    place = _place(session, command.who, command.channel)
    if place is not None:
        look_after = needs.inside if command.present else needs.outside
        look_after(session, session.get_one(Pod, place.pod_id), place, now)


def _place(session: Session, who: Who, channel: str) -> Member | None:
    here = (Pod.team_id == who.team, Pod.channel_id == channel, col(Pod.ended_at).is_(None))
    theirs = select(Member).join(Pod).where(*here, Member.user_id == who.user, col(Member.left_at).is_(None))
    return session.exec(theirs).first()


def told(session: Session, pod_id: int) -> tuple[Pod, ChannelTrouble | None] | None:
    """What they are told; nothing any more once it is mended."""
    pod = session.get(Pod, pod_id)
    if pod is None:
        return None
    if not pod.trouble or pod.ended_at is not None:
        return pod, None
    return pod, ChannelTrouble(pod=pod.name, channel=pod.channel_id, trouble=Trouble(pod.trouble))
