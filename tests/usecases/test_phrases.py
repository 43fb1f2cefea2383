"""Dates and times as people type them are read as they were meant, or refused; and never silently something else."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podsprint.domain.calendar import local_to_utc
from podsprint.domain.problems import Problem
from podsprint.usecases.phrases import Moment, read_day, read_days, read_hours, read_moment

LONDON = "Europe/London"
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "Australia/Lord_Howe", "Pacific/Apia")
NOW = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)  # a Wednesday
USUAL = time(9, 30)

DAYS = {
    "today": date(2026, 11, 25),
    "tonight": date(2026, 11, 25),
    "tomorrow": date(2026, 11, 26),
    "Tomorrow": date(2026, 11, 26),
    "the day after tomorrow": date(2026, 11, 27),
    "friday": date(2026, 11, 27),
    "Fri": date(2026, 11, 27),
    "on friday": date(2026, 11, 27),
    "until friday": date(2026, 11, 27),
    "this friday": date(2026, 11, 27),
    "coming friday": date(2026, 11, 27),
    "next friday": date(2026, 12, 4),
    "friday next week": date(2026, 12, 4),
    "friday week": date(2026, 12, 4),
    "a week on friday": date(2026, 12, 4),
    "monday": date(2026, 11, 30),
    "next monday": date(2026, 11, 30),
    "tues": date(2026, 12, 1),
    "thurs": date(2026, 11, 26),
    "wednesday": date(2026, 12, 2),
    "3 dec": date(2026, 12, 3),
    "3 Dec.": date(2026, 12, 3),
    "dec 3": date(2026, 12, 3),
    "3rd december": date(2026, 12, 3),
    "the 3rd of December": date(2026, 12, 3),
    "December 3, 2026": date(2026, 12, 3),
    "3 dec 26": date(2026, 12, 3),
    "thu 3 dec": date(2026, 12, 3),
    "Thursday, 3 December 2026": date(2026, 12, 3),
    "4 sept": date(2027, 9, 4),
    "1 jan": date(2027, 1, 1),
    "29 feb": date(2028, 2, 29),
    "2026-12-03": date(2026, 12, 3),
    "2026/12/3": date(2026, 12, 3),
    "3.12.": date(2026, 12, 3),
    "3.12.2026": date(2026, 12, 3),
    "31/12": date(2026, 12, 31),
    "12/31/2026": date(2026, 12, 31),
    "12/12": date(2026, 12, 12),
    "in 2 days": date(2026, 11, 27),
    "2 days": date(2026, 11, 27),
    "in a week": date(2026, 12, 2),
    "in two weeks": date(2026, 12, 9),
    "in a fortnight": date(2026, 12, 9),
    "three weeks from now": date(2026, 12, 16),
    "in 1 month": date(2026, 12, 25),
    "１２ dec": date(2026, 12, 12),
}
MOMENTS = {
    "friday 9:30": (27, time(9, 30)),
    "friday at 9": (27, time(9)),
    "at 9 on friday": (27, time(9)),
    "9:30 friday": (27, time(9, 30)),
    "Friday, 9.30": (27, time(9, 30)),
    "fri 9.10": (27, time(9, 10)),
    "friday 9am": (27, time(9)),
    "friday 2 p.m.": (27, time(14)),
    "friday 12am": (27, time(0)),
    "friday 12pm": (27, time(12)),
    "friday 9 o'clock": (27, time(9)),
    "friday 14h15": (27, time(14, 15)),
    "friday at noon": (27, time(12)),
    "noon tomorrow": (26, time(12)),
    "tomorrow 9:30": (26, time(9, 30)),
    "tomorrow": (26, USUAL),
    "wednesday 15:00": (25, time(15)),
    "today 15:00": (25, time(15)),
    "15:00": (25, time(15)),
    "at 15": (25, time(15)),
    "9:30": (26, time(9, 30)),
    "in 2 hours": (25, time(16)),
    "in 90 minutes": (25, time(15, 30)),
    "in an hour": (25, time(15)),
    "2026-11-27 09:30": (27, time(9, 30)),
    "2026-11-27T09:30": (27, time(9, 30)),
    "27 nov 2026 9:30": (27, time(9, 30)),
    "in 2 days at 10:00": (27, time(10)),
}
REFUSED = {
    "": "required",
    "   ": "required",
    "rubbish": "date_unreadable",
    "bananas 3 dec": "date_unreadable",
    "3 dec please": "date_unreadable",
    "may": "date_unreadable",
    "dec": "date_unreadable",
    "week": "date_unreadable",
    "5": "date_unreadable",
    "friday 9": "date_unreadable",
    "friday 25:00": "date_unreadable",
    "friday 24:00": "date_unreadable",
    "13pm": "date_unreadable",
    "last friday": "date_unreadable",
    "3 dec 9am CET": "date_unreadable",
    "in 1000000 years": "date_unreadable",
    "in -2 days": "date_unreadable",
    "20261203": "date_unreadable",
    "<!channel>": "date_unreadable",
    "🙂": "date_unreadable",
    "x" * 3000: "date_unreadable",
    "31 february": "date_does_not_exist",
    "30 feb 2027": "date_does_not_exist",
    "29 feb 2027": "date_does_not_exist",
    "nov 31": "date_does_not_exist",
    "dec 32": "date_does_not_exist",
    "2026-13-01": "date_does_not_exist",
    "32.12.": "date_does_not_exist",
    "3/12": "date_ambiguous",
    "3/12/2026": "date_ambiguous",
    "fri 3 dec": "date_other_weekday",
    "yesterday": "date_in_past",
    "2 days ago": "date_in_past",
    "20 nov": "date_in_past",
    "2026-01-02": "date_in_past",
    "9999-12-31": "date_too_far",
    "in 900 years": "date_too_far",
    "today 13:59": "time_in_past",
    "today at 14:00": "time_in_past",
}


@pytest.mark.parametrize("phrase", DAYS)
def test_a_day_as_people_type_it(phrase: str) -> None:
    assert read_day(phrase, LONDON, NOW) == DAYS[phrase]


@pytest.mark.parametrize("phrase", MOMENTS)
def test_a_time_as_people_type_it(phrase: str) -> None:
    day, wall = MOMENTS[phrase]
    meant = datetime.combine(date(2026, 11, day), wall, tzinfo=UTC)
    assert read_moment(phrase, LONDON, NOW, at=USUAL) == Moment(meant, meant.date(), wall)


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_is_no_date_or_could_be_two_is_refused(phrase: str) -> None:
    found = read_moment(phrase, LONDON, NOW, at=USUAL, field="when")
    assert isinstance(found, Problem)
    assert (found.code, found.field) == (REFUSED[phrase], "when")


def test_a_day_alone_needs_a_time_unless_one_is_understood() -> None:
    found = read_moment("friday", LONDON, NOW)
    assert isinstance(found, Problem)
    assert found.code == "time_missing"


def test_a_time_alone_is_on_the_day_that_is_spoken_of() -> None:
    found = read_moment("15:00", LONDON, NOW, on=date(2026, 12, 1))
    assert isinstance(found, Moment)
    assert found.at == datetime(2026, 12, 1, 15, tzinfo=UTC)


def test_today_is_the_day_it_is_where_the_person_is() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert read_day("tomorrow", "Asia/Kolkata", late) == date(2026, 11, 27)
    assert read_day("tomorrow", "America/New_York", late) == date(2026, 11, 26)


def test_a_time_the_clock_skips_is_moved_on_and_said() -> None:
    found = read_moment("28 mar 2027 1:30", LONDON, NOW)
    assert isinstance(found, Moment)
    assert (found.wall, found.skipped) == (time(2, 0), time(1, 30))
    assert found.at == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("18:00-08:00", time(18), time(8)),
        ("18-8", time(18), time(8)),
        ("6pm to 8am", time(18), time(8)),
        ("from 18:30 until 7:15", time(18, 30), time(7, 15)),
        ("18:00 – 24:00", time(18), time(0)),
    ],
)
def test_hours_as_people_type_them(phrase: str, first: time, last: time) -> None:
    assert read_hours(phrase) == (first, last)


@pytest.mark.parametrize(
    ("phrase", "code"), [("all day", "hours_unreadable"), ("9", "hours_unreadable"), ("9-9", "hours_empty")]
)
def test_other_hours_are_refused(phrase: str, code: str) -> None:
    found = read_hours(phrase)
    assert isinstance(found, Problem)
    assert found.code == code


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("until friday", date(2026, 11, 25), date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 26), date(2026, 11, 26)),
        ("3 dec to 7 dec", date(2026, 12, 3), date(2026, 12, 7)),
        ("2026-12-03 - 2026-12-09", date(2026, 12, 3), date(2026, 12, 9)),
        ("tuesday to thursday", date(2026, 12, 1), date(2026, 12, 3)),
    ],
)
def test_days_from_one_to_another(phrase: str, first: date, last: date) -> None:
    assert read_days(phrase, LONDON, NOW) == (first, last)


def test_days_that_run_backwards_are_refused() -> None:
    found = read_days("7 dec to 3 dec", LONDON, NOW)
    assert isinstance(found, Problem)
    assert found.code == "days_backwards"


FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%A, %d %B %Y", "%Y/%m/%d")
MOMENT = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31)).map(lambda when: when.replace(tzinfo=UTC))  # noqa: DTZ001


@given(now=MOMENT, ahead=st.integers(0, 700), zone=st.sampled_from(ZONES), form=st.sampled_from(FORMATS))
def test_a_date_written_in_full_comes_back_as_it_was(now: datetime, ahead: int, zone: str, form: str) -> None:
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=ahead)
    assert read_day(day.strftime(form), zone, now) == day


@given(
    now=MOMENT,
    ahead=st.integers(1, 250),
    wall=st.times().map(lambda when: when.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES),
    form=st.sampled_from(("%d %b %H:%M", "%b %d %H.%M", "%Y-%m-%d %I:%M%p", "%H:%M %d %B", "%d.%m. %H:%M")),
)
def test_a_time_written_in_full_is_the_moment_a_clock_there_shows_it(
    now: datetime, ahead: int, wall: time, zone: str, form: str
) -> None:
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=ahead)
    found = read_moment(datetime.combine(day, wall).strftime(form), zone, now)
    assert isinstance(found, Moment)
    assert found.at == local_to_utc(day, wall, zone)
    shown = found.at.astimezone(ZoneInfo(zone))
    assert (shown.date(), shown.time().replace(fold=0)) == (found.day, found.wall)
    assert found.skipped == (wall if found.wall != wall else None)


@given(text=st.text(max_size=80), now=MOMENT, zone=st.sampled_from(ZONES))
def test_whatever_is_typed_is_read_or_refused(text: str, now: datetime, zone: str) -> None:
    assert isinstance(read_moment(text, zone, now, at=USUAL), Moment | Problem)
    assert isinstance(read_hours(text), tuple | Problem)
    assert isinstance(read_days(text, zone, now), tuple | Problem)


def test_the_library_is_loaded_when_it_is_needed_and_not_before() -> None:
    code = "import sys, podsprint.bootstrap, podsprint.usecases.phrases; print('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
