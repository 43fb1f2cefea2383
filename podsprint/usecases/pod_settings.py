"""A pod's name, meeting time, zone, working days, holidays and rhythm. What is planned already stays where it is."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from podsprint.domain import pods as rules
from podsprint.domain.audit import Action
from podsprint.domain.cadences import CADENCES
from podsprint.domain.calendar import MONDAY_TO_FRIDAY, kept_weekdays, weekdays_of
from podsprint.domain.people import Who
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import PodSettings, PodView
from podsprint.domain.text import clean
from podsprint.errors import Refused
from podsprint.store.tables import Pod
from podsprint.usecases import access, audit, outbox, people, pods, public_holidays


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings:
    """The facilitator changes how the pod meets."""

    who: Who
    pod_id: int
    name: str
    meets_at: time | None
    zone: str
    country: str = ""
    works_on: frozenset[int] = MONDAY_TO_FRIDAY
    cadence: str = "classic"


def settings_here(session: Session, who: Who, channel: str) -> PodSettings:
    """The settings of the pod meant by a command.

    Raises:
        Refused: there is none, or they are not its facilitator.
    """
    return settings_of(session, who, access.required(access.pod_here(session, who, channel).pod.id))


def settings_of(session: Session, who: Who, pod_id: int) -> PodSettings:
    """A pod's settings, for its facilitator.

    Raises:
        Refused: they are not.
    """
    pod = access.facilitator_seat(session, who, pod_id).pod
    return PodSettings(
        pod_id=pod_id,
        name=pod.name,
        meets_at=pod.meets_at,
        zone=pod.zone,
        country=pod.country,
        country_name=public_holidays.names().get(pod.country, pod.country),
        works_on=weekdays_of(pod.works_on),
        cadence=pod.cadence,
        running=access.running_sprint(session, pod_id) is not None,
    )


def change_settings(session: Session, command: ChangeSettings, now: datetime) -> PodView:
    """Keep them. Sessions that are planned already keep their times.

    Raises:
        Refused: not the facilitator, or a field that cannot stand.
    """
    access.facilitator_seat(session, command.who, command.pod_id)
    pod = access.locked_pod(session, command.pod_id)
    name = clean(command.name, rules.MAX_POD_NAME)
    problems = [*rules.check_pod_name(command.name), *_check(command)]
    taken = select(Pod.id).where(
        Pod.team_id == pod.team_id, Pod.name_key == name.casefold(), Pod.id != pod.id, col(Pod.ended_at).is_(None)
    )
    if session.exec(taken).first() is not None:
        problems.append(problem("name_taken", "name", name=name))
    if problems:
        raise Refused(*problems)
    pod.name, pod.name_key = name, name.casefold()
    pod.meets_at, pod.zone = command.meets_at or pod.meets_at, command.zone
    pod.country, pod.cadence = command.country, command.cadence
    pod.works_on = kept_weekdays(command.works_on)
    try:
        with session.begin_nested():
            session.add(pod)
    except IntegrityError as error:  # somebody else was quicker
        raise Refused(problem("name_taken", "name", name=name)) from error
    audit.record(session, command.who, Action.POD_CHANGED, now, pod_id=pod.id)
    outbox.about_pod(session, outbox.Deliver.POD_INTRO, pod, now)
    people.changed(session, pod, now)
    return pods.view(session, pod)


def _check(command: ChangeSettings) -> list[Problem]:
    found = pods.check_setting(command.meets_at, command.zone, command.country, command.works_on)
    if command.cadence not in CADENCES:
        found.append(problem("choose_one", "cadence"))
    return found
