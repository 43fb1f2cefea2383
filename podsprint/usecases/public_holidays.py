"""Public holidays, by country, from the ``holidays`` library."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """The codes of the countries whose holidays are known (ISO 3166-1 alpha-2)."""
    return tuple(
        sorted(code for code in holidays.list_supported_countries(include_aliases=False) if len(code) == 2)
    )


def is_country(code: str) -> bool:
    """Whether this country's holidays are known."""
    return code in countries()


def days_off(country: str, around: date) -> frozenset[date]:
    """The public holidays of the year of ``around`` and its neighbours; none for the country ""."""
    if not country:
        return frozenset()
    years = (around.year - 1, around.year, around.year + 1)
    return frozenset(holidays.country_holidays(country, years=years).keys())
