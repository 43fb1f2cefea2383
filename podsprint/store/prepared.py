"""Queries that nearly every action asks, built once: SQLAlchemy takes about as long to build one as to run it.

Values come as parameters, by name: ``session.exec(prepared.LEADERS, params={"pods": [1]})``.
"""

from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, func, or_
from sqlmodel import col, select

from podsprint.store.tables import (
    Absence,
    CheckIn,
    Experiment,
    Meeting,
    Member,
    Person,
    Pod,
    Sprint,
    StoppedPractice,
    Work,
)

_PODS: BindParameter[Any] = bindparam("pods", expanding=True)
_USERS: BindParameter[Any] = bindparam("users", expanding=True)
_TEAM: BindParameter[Any] = bindparam("team")

# The pod that lives in a channel, once for each of its leaders in the order they joined.
POD_OF_CHANNEL = (
    select(Pod, Member.user_id)
    .outerjoin(Member, and_(col(Member.pod_id) == Pod.id, col(Member.left_at).is_(None)))
    .where(Pod.team_id == _TEAM, Pod.channel_id == bindparam("channel"), col(Pod.ended_at).is_(None))
    .order_by(col(Member.id))
)
LEADERS = (
    select(Member.pod_id, Member.user_id)
    .where(col(Member.pod_id).in_(_PODS), col(Member.left_at).is_(None))
    .order_by(col(Member.id))
)
RUNNING_SPRINTS = select(Sprint).where(col(Sprint.pod_id).in_(_PODS), col(Sprint.closed_at).is_(None))
STOPPED_PRACTICES = select(StoppedPractice.practice).where(StoppedPractice.pod_id == bindparam("pod"))

SESSIONS_OF_SPRINT = select(Meeting).where(Meeting.sprint_id == bindparam("sprint")).order_by(col(Meeting.id))
# How many have checked in to these sessions, and of how many.
CHECKED_IN = select(
    select(func.count())
    .select_from(CheckIn)
    .where(col(CheckIn.meeting_id).in_(bindparam("meetings", expanding=True)))
    .scalar_subquery(),
    select(func.count())
    .select_from(Member)
    .where(Member.pod_id == bindparam("pod"), col(Member.left_at).is_(None))
    .scalar_subquery(),
)
WHO_CHECKED_IN = select(CheckIn.user_id).where(CheckIn.meeting_id == bindparam("meeting"))
ENTRY_OF = select(CheckIn).where(CheckIn.meeting_id == bindparam("meeting"), CheckIn.user_id == bindparam("user"))
# A leader's experiments in a pod, the newest first.
EXPERIMENTS_IN = (
    select(Experiment)
    .where(
        Experiment.pod_id == bindparam("pod"),
        Experiment.user_id == bindparam("user"),
        col(Experiment.state).in_(bindparam("states", expanding=True)),
    )
    .order_by(col(Experiment.created_at).desc(), col(Experiment.id).desc())
    .limit(20)
)
# A pod's latest sessions in a span of time, but for those whose words have been cleared away.
SESSIONS_BETWEEN = (
    select(Meeting)
    .join(Sprint)
    .where(
        Meeting.pod_id == bindparam("pod"),
        col(Meeting.closes_at) > bindparam("since"),
        col(Meeting.opens_at) < bindparam("until"),
        col(Sprint.cleared_at).is_(None),
    )
    .order_by(col(Meeting.opens_at).desc())
    .limit(bindparam("most"))
)
ASKED_FOR = select(Work.key, Work.payload).where(col(Work.key).in_(bindparam("keys", expanding=True)))

ON_LEAVE = select(Absence.user_id).where(
    Absence.team_id == _TEAM,
    col(Absence.user_id).in_(_USERS),
    col(Absence.first_day) <= bindparam("day"),
    col(Absence.last_day) >= bindparam("day"),
)
PEOPLE = select(Person).where(Person.team_id == _TEAM, col(Person.user_id).in_(_USERS))
WATCHING = (
    select(Person.user_id)
    .where(Person.team_id == _TEAM, col(Person.user_id).in_(_USERS), col(Person.home_opened_at) > bindparam("since"))
    .order_by(col(Person.user_id))  # in one order, so that two who wake their Home tabs never wait for one another
)
# Every pod these people lead in, run or stand in for, each with those of them who lead in it.
PODS_OF = (
    select(Pod, Member.user_id)
    .outerjoin(
        Member, and_(col(Member.pod_id) == Pod.id, col(Member.user_id).in_(_USERS), col(Member.left_at).is_(None))
    )
    .where(
        Pod.team_id == _TEAM,
        col(Pod.ended_at).is_(None),
        or_(
            col(Pod.facilitator_id).in_(_USERS),
            col(Pod.deputy_id).in_(_USERS),
            col(Pod.id).in_(
                select(Member.pod_id).where(
                    Member.team_id == _TEAM, col(Member.user_id).in_(_USERS), col(Member.left_at).is_(None)
                )
            ),
        ),
    )
    .order_by(col(Pod.id))
)
