"""How long what people wrote is kept, where a workspace does not want it kept for ever."""

from datetime import UTC, date, datetime, time, timedelta

NOTICE = timedelta(days=14)  # those concerned are told at least this long before


def next_day(today: date) -> date:
    """When things go next: the first day of a month that leaves time to be told."""
    first = today.replace(day=1)
    while first < today + NOTICE:
        first = (first + timedelta(days=32)).replace(day=1)
    return first


def cutoff(day: date, months: int) -> datetime:
    """What ended before this moment goes on the first day of a month, if things are kept for so many months."""
    earlier = day.year * 12 + day.month - 1 - months
    return midnight(date(earlier // 12, earlier % 12 + 1, 1))


def midnight(day: date) -> datetime:
    """When a day begins, in UTC: whole workspaces have no zone."""
    return datetime.combine(day, time(), UTC)
