"""What a status in Slack says about being away."""

import re
from datetime import date, timedelta

LONGEST_LEAVE = timedelta(days=366)
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


def away_until(text: str, emoji: str, ends_on: date) -> date | None:
    """The last day away, if this status is of somebody on leave; it ends by itself with ``ends_on``. Its own words are
    not read for dates: Slack's end is what they set."""
    says_so = bool(_WORDS.search(text)) or emoji in _EMOJI
    return ends_on if says_so and not _WORKING.search(text) else None
