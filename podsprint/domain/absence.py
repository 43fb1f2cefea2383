"""What a status in Slack says about being away."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_LEAVE = timedelta(days=366)
LONGEST_WITHOUT_YEAR = timedelta(days=183)  # a day further ahead is rather one that has passed, in a status left over
_EMOJI = frozenset(
    {
        ":palm_tree:",
        ":desert_island:",
        ":beach_with_umbrella:",
        ":umbrella_on_ground:",
        ":airplane:",
        ":airplane_departure:",
        ":face_with_thermometer:",
        ":luggage:",
        ":camping:",
        ":ooo:",
        ":vacation:",
        ":holiday:",
    }
)
_WORDS = re.compile(
    r"\b(vacation(ing)?|on holidays?|annual leave|on leave|parental leave|out of (the )?office|ooo|away until|back on"
    r"|off until|out sick|sick leave|pto|day off|urlaub|abwesend|en vacances|congés?|vacaciones|de baja)\b",
    re.IGNORECASE,
)
# "Holiday party planning" is work; so is commuting, a meeting, or working from anywhere.
_WORKING = re.compile(r"\b(working|remote|wfh|meeting|planning|party|conference|in transit|commuting)\b", re.IGNORECASE)
_END = re.compile(
    r"\b(?:(?P<until>until|till?|through|thru)|(?:back|returning)(?: in(?: the)? office)?(?: on)?)\s+(?P<day>.+)",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"\s*(?:[;,|()]|\.(?=\s|$)|\s[-–—]\s)")
_UNSURE = re.compile(
    r"\b(or|maybe|perhaps|probably|likely|about|around|approx|early|mid|late|end of|tbc|tbd)\b|[?~]", re.I
)
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class TypedEnd:
    """What a status says of when leave ends: a phrase for a day, or the beginning of one, the longest first."""

    phrases: tuple[str, ...]
    back: bool  # it is the day after the last one
    has_year: bool


def typed_end(text: str) -> TypedEnd | None:
    """What somebody has typed of an end, "until 12 Dec" or "back on 15 Dec"; nothing where it could mean more than one
    thing."""
    found = _END.search(text)
    if found is None or _UNSURE.search(text) or any(char.isdigit() for char in text[: found.start()]):
        return None  # a date in front of it is when leave begins
    rest = found["day"].strip()
    cuts = [rest[: cut.start()] for cut in _BREAK.finditer(rest)]
    return TypedEnd((rest, *reversed(cuts)), back=found["until"] is None, has_year=bool(_YEAR.search(rest)))


def away_until(text: str, emoji: str, ends_on: date) -> date | None:
    """The last day away, if this status is of somebody on leave that ends with ``ends_on``."""
    says_so = bool(_WORDS.search(text)) or emoji in _EMOJI
    return ends_on if says_so and not _WORKING.search(text) else None
