"""Who is in the quarter, and what they write. Every text carries its writer, sprint and session, so that a line out of
place can be seen."""

from dataclasses import dataclass
from datetime import date, time
from random import Random

from podsprint.domain.checkins import CheckInFields
from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from tests.usecases.house import TEAM

FIRST_DAY = date(2026, 2, 16)  # a Monday, and Presidents' Day in the United States
SPRINTS = 6
THEMES = {1: "asking-before-advising", 3: "small-experiments"}  # of sprints, the others have none


@dataclass(frozen=True, slots=True)
class Cast:
    """One pod's people. The first leader facilitates unless somebody else does."""

    name: str
    channel: str
    zone: str
    country: str
    meets_at: time
    leaders: tuple[str, ...]
    facilitator: str
    cadences: tuple[str, ...]  # of its sprints

    def who(self, user: str) -> Who:
        return Who(TEAM, user)


NORTH = Cast(
    "North",
    "CNORTH",
    "Europe/Berlin",
    "DE",
    time(9, 30),
    ("UAMARA", "UJONAS", "UMEI", "UPRIYA", "UTOMAS"),
    "UAMARA",
    ("classic",) * 6,
)
HARBOR = Cast(
    "Harbor",
    "CHARBOR",
    "America/New_York",
    "US",
    time(10, 0),
    ("UBEN", "UCARLA", "UDEV", "UELLA"),
    "ULENA",
    ("classic", "light", "classic", "intensive", "classic", "light"),
)
REEF = Cast(
    "Reef",
    "CREEF",
    "Australia/Sydney",
    "AU",
    time(9, 0),
    ("UFINN", "UGRACE", "UHUGO", "UISLA", "UJACK", "UKIRA"),
    "UFINN",
    ("classic", "classic", "async", "classic", "classic", "classic"),
)
PODS = (NORTH, HARBOR, REEF)
PRIVATE = frozenset({"UMEI", "UDEV"})  # keep what they write to themselves
LATE = frozenset({"UTOMAS", "UELLA", "UKIRA"})  # come in after the session has closed
FORGETFUL = frozenset({"UPRIYA", "UJACK"})  # miss every third session

HYPOTHESES = (
    "If I let the team set Monday's order, then fewer plans change midweek, so that releases stop slipping",
    "If I ask for two options before giving mine, then others decide more, so that I am not the bottleneck",
    "If I name the decision at the start of a meeting, then we end on time, so that people keep their afternoons",
    "If I hand the customer call to Dana, then she hears it first hand, so that fixes start a day earlier",
    "If I write the reason next to each priority, then fewer people ask me why, so that work goes on without me",
    "If I wait ten seconds after a question, then quieter people speak, so that we hear the risk sooner",
)


def name_of(user: str) -> str:
    return user[1:].title()


def hypothesis(user: str, sprint: int) -> str:
    return HYPOTHESES[(sum(user.encode()) + sprint) % len(HYPOTHESES)] + f" [{name_of(user)}, sprint {sprint}]"


def ring(user: str) -> Ring:
    return Ring.ME if user in PRIVATE else Ring.POD


def check_in(user: str, sprint: int, number: int) -> CheckInFields:
    mark = f"[{name_of(user)}, sprint {sprint}, stand-up {number}]"
    dice = Random(f"{user} {sprint} {number}")
    noticed = dice.choice(("Two people spoke who usually do not", "It was quiet, then somebody took it on"))
    return CheckInFields(
        tried=f"Tried it in the planning meeting {mark}",
        noticed=f"{noticed} {mark}",
        next_step=f"Do it again with the other team {mark}",
        confidence=dice.randint(3, 9),
        coaching_topic=f"How to stay silent for longer {mark}" if dice.random() < 0.2 else "",
        ring=ring(user),
    )
