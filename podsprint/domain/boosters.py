"""Booster checks (L10): an adopted experiment is looked at again after 30, 60 and 90 days."""

from datetime import date, timedelta
from enum import StrEnum

DAYS = (30, 60, 90)


class BoosterAnswer(StrEnum):
    """Still doing it? Dropping a habit is an answer like the others (L12)."""

    STILL = "still"
    ADAPTED = "adapted"
    DROPPED = "dropped"


def due_days(adopted_on: date) -> dict[int, date]:
    """On which days a look back is due."""
    return {days: adopted_on + timedelta(days=days) for days in DAYS}
