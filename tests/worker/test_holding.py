"""C8: what is sent by itself waits for its reader's hours, on its way to Slack."""

from datetime import UTC, datetime, time

from sqlalchemy import Engine
from sqlmodel import select

from podsprint.domain.people import Who
from podsprint.playground.server import Playground
from podsprint.store.engine import transaction
from podsprint.store.tables import Person, Post, TimeSpent
from podsprint.usecases import pods
from tests.support.bots import Bots, drain
from tests.support.clock import Clock
from tests.support.notes import TEAM


def test_C8_a_message_waits_for_its_readers_hours_and_the_others_do_not_wait_for_it(
    bot_on: Bots, clock: Clock, playground: Playground
) -> None:
    bot = bot_on()
    with transaction(bot.deps.engine) as session:  # nine in Berlin is three in New York
        session.add(Person(team_id=TEAM, user_id="U1", zone="America/New_York"))
        command = pods.CreatePod(
            who=Who(TEAM, "U5"),
            channel="C1",
            name="North",
            leaders=("U1", "U2", "U3", "U4"),
            facilitator="U5",
            meets_at=time(9, 30),
            zone="Europe/Berlin",
        )
        pods.create_pod(session, command, clock.now())
    drain(bot, clock)
    assert greeted(bot.deps.engine) == {"U2", "U3", "U4"}
    clock.set(datetime(2026, 3, 2, 14, tzinfo=UTC))
    drain(bot, clock)
    assert greeted(bot.deps.engine) == {"U1", "U2", "U3", "U4"}
    with transaction(bot.deps.engine) as session:
        read = {row.user_id: row.seconds for row in session.exec(select(TimeSpent)).all()}
    assert read == dict.fromkeys(("U1", "U2", "U3", "U4"), 60)  # a welcome takes a minute to read (N7)


def greeted(engine: Engine) -> set[str]:
    """Whose welcome is in Slack."""
    with transaction(engine) as session:
        rows = session.exec(select(Post)).all()
    return {row.key.rpartition(":")[2] for row in rows if ":welcome:" in row.key and row.state == "sent"}
