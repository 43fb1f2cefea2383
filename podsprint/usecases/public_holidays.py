"""Public holidays, by country, from the ``holidays`` library, which is imported at the first look: it is large."""

# ruff: noqa: PLC0415
import warnings
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType


@lru_cache(maxsize=1)
def names() -> Mapping[str, str]:
    """The countries whose holidays are known: their names by code (ISO 3166-1 alpha-2), in order of their names."""
    from holidays.registry import COUNTRIES

    found = {entry[1]: name.replace("_", " ").title() for name, entry in COUNTRIES.items()}
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1])))


def is_country(code: str) -> bool:
    """Whether this country's holidays are known."""
    return code in names()


def days_off(country: str, around: date) -> frozenset[date]:
    """The public holidays of the year of ``around`` and its neighbours; none for the country ""."""
    return _around(country, around.year) if country else frozenset()


@lru_cache(maxsize=512)
def _around(country: str, year: int) -> frozenset[date]:
    import holidays

    years = (year - 1, year, year + 1)
    with warnings.catch_warnings():
        # Some calendars (lunar ones, mostly) are only settled for some years, and the library says so on every look.
        warnings.simplefilter("ignore")
        return frozenset(holidays.country_holidays(country, years=years).keys())
