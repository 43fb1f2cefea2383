"""What is kept. Everything a person writes in their own words is a ``Secret``; ids and dates are not.

Times are aware UTC on both databases (SQLModel's UTCDateTime refuses naive ones).
"""

from podsprint.store.tables.keys import KeyCheck
from podsprint.store.tables.outbox import LEAVING, Post, PostState, SharedFile, Work
from podsprint.store.tables.people import Absence, Person, Ping, TimeSpent
from podsprint.store.tables.pods import Charter, Member, Pod, Proposal
from podsprint.store.tables.programmes import (
    Booster,
    Consent,
    GoOn,
    PracticeVote,
    Programme,
    ProgrammeInvite,
    Progress,
    Published,
    PulseAnswer,
    PulseSeat,
    StoppedPractice,
    Workshop,
)
from podsprint.store.tables.sprints import Meeting, Sprint
from podsprint.store.tables.workspace import Audit, Heartbeat, Workspace
from podsprint.store.tables.writing import Asked, CheckIn, Experiment, Observation, Reflection

__all__ = [
    "LEAVING",
    "Absence",
    "Asked",
    "Audit",
    "Booster",
    "Charter",
    "CheckIn",
    "Consent",
    "Experiment",
    "GoOn",
    "Heartbeat",
    "KeyCheck",
    "Meeting",
    "Member",
    "Observation",
    "Person",
    "Ping",
    "Pod",
    "Post",
    "PostState",
    "PracticeVote",
    "Programme",
    "ProgrammeInvite",
    "Progress",
    "Proposal",
    "Published",
    "PulseAnswer",
    "PulseSeat",
    "Reflection",
    "SharedFile",
    "Sprint",
    "StoppedPractice",
    "TimeSpent",
    "Work",
    "Workshop",
    "Workspace",
]
