"""The quarter from its first day to its last."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from podsprint.slack.text import Words
from tests.quarter import cast, plot, story
from tests.quarter.stage import Stage
from tests.quarter.story import Quarter
from tests.support.clock import Clock
from tests.support.databases import prepared
from tests.usecases.house import House


def played(folder: Path, words: Words) -> Quarter:
    """All of it, on a SQLite file."""
    begins = datetime.combine(cast.FIRST_DAY - timedelta(days=7), time(0), UTC)
    house = House(prepared(f"sqlite:///{folder / 'quarter.db'}"), Clock(begins), words)
    quarter = Quarter(house, Stage(house))
    story.begin(quarter)
    plot.unfold(quarter)
    quarter.live(begins + timedelta(weeks=14))
    return quarter
