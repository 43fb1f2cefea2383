"""What a message, a form or the Home tab shows: plain values, made by use cases and turned into blocks by views.

Nothing here that its reader may not see: whoever builds one of these has already asked `privacy.may_read`.
Times are aware UTC, days are the pod's own, people are Slack user ids.
"""

from podsprint.domain.read_models.changes import MoveAsked, SessionChange, SessionToChange, SprintAsked, SprintChange
from podsprint.domain.read_models.daily import (
    BoosterDue,
    CommitmentDue,
    Daily,
    DailyItem,
    EntryMissing,
    MidWeek,
    SessionToday,
)
from podsprint.domain.read_models.endings import Ending, NextSprint, PracticesView, SprintEnded
from podsprint.domain.read_models.facilitation import (
    Brief,
    BriefSession,
    ChannelTrouble,
    Departure,
    Digest,
    Missed,
    Undeliverable,
)
from podsprint.domain.read_models.help import Here, TooLate
from podsprint.domain.read_models.home import ExperimentLine, Home, OfferLine, PodToday, ReflectionLine
from podsprint.domain.read_models.overview import Overview, PodLine
from podsprint.domain.read_models.own import EntriesPage, LinesPage, NoteLine, NotesPage, OwnEntry, TopicOffered
from podsprint.domain.read_models.own_data import ExportPart, ExportRow, FileTrouble, ForgetForm, Forgotten
from podsprint.domain.read_models.pods import CharterView, PodIntro, PodView, Welcome
from podsprint.domain.read_models.programmes import (
    BoosterLine,
    Learning,
    Learnings,
    OwnLearning,
    ProgrammeInviteView,
    ProgrammeLine,
    ProgrammePod,
    ProgrammeView,
    ProgressLine,
    WorkshopLine,
)
from podsprint.domain.read_models.rhythm import AbsenceNote, Away, MyRhythm, SharedHours
from podsprint.domain.read_models.roles import RoleNote, WhoRuns
from podsprint.domain.read_models.sessions import (
    BoxLine,
    CoachQuestion,
    Entry,
    LeaderLine,
    SessionCard,
    SessionOpening,
    ThemeView,
)
from podsprint.domain.read_models.sprints import SessionLine, SprintSummary, SprintView, SummaryLine

__all__ = [
    "AbsenceNote",
    "Away",
    "BoosterDue",
    "BoosterLine",
    "BoxLine",
    "Brief",
    "BriefSession",
    "ChannelTrouble",
    "CharterView",
    "CoachQuestion",
    "CommitmentDue",
    "Daily",
    "DailyItem",
    "Departure",
    "Digest",
    "Ending",
    "EntriesPage",
    "Entry",
    "EntryMissing",
    "ExperimentLine",
    "ExportPart",
    "ExportRow",
    "FileTrouble",
    "ForgetForm",
    "Forgotten",
    "Here",
    "Home",
    "LeaderLine",
    "Learning",
    "Learnings",
    "LinesPage",
    "MidWeek",
    "Missed",
    "MoveAsked",
    "MyRhythm",
    "NextSprint",
    "NoteLine",
    "NotesPage",
    "OfferLine",
    "Overview",
    "OwnEntry",
    "OwnLearning",
    "PodIntro",
    "PodLine",
    "PodToday",
    "PodView",
    "PracticesView",
    "ProgrammeInviteView",
    "ProgrammeLine",
    "ProgrammePod",
    "ProgrammeView",
    "ProgressLine",
    "ReflectionLine",
    "RoleNote",
    "SessionCard",
    "SessionChange",
    "SessionLine",
    "SessionOpening",
    "SessionToChange",
    "SessionToday",
    "SharedHours",
    "SprintAsked",
    "SprintChange",
    "SprintEnded",
    "SprintSummary",
    "SprintView",
    "SummaryLine",
    "ThemeView",
    "TooLate",
    "TopicOffered",
    "Undeliverable",
    "Welcome",
    "WhoRuns",
    "WorkshopLine",
]
