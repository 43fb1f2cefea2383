"""Migrations: one schema on both databases, safe for many at once, and no row is lost."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import DateTime, Engine, LargeBinary, MetaData, insert, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

from podsprint.errors import CannotStart
from podsprint.store import migrations
from podsprint.store.engine import open_engine, reading, transaction
from podsprint.store.migrate import config, migrate, newest, version
from podsprint.store.tables import Member, Person
from tests.support import postgres, rows
from tests.support.clock import START

MANY = 8


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield f"sqlite:///{tmp_path / 'blank.db'}"
        else:
            yield stack.enter_context(postgres.fresh(request.getfixturevalue("postgres_url")))


def test_the_migrated_schema_is_the_declared_one(engine: Engine) -> None:
    with engine.connect() as connection:
        command.check(config(connection))  # raises if a migration is missing


def test_there_is_one_head(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        assert ScriptDirectory.from_config(config(connection)).get_heads() == [newest()]
    assert version(sqlite_engine) == newest()


def test_a_start_with_nothing_to_migrate_loads_no_alembic(sqlite_engine: Engine) -> None:
    program = (
        "import sys; from podsprint.store.engine import open_engine; from podsprint.store.migrate import migrate;"
        "migrate(open_engine(sys.argv[1])); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(sqlite_engine.url)], check=False).returncode == 0


def test_many_may_migrate_at_once(blank: str) -> None:
    engines = [open_engine(blank) for _ in range(MANY)]
    try:
        with ThreadPoolExecutor(MANY) as pool:
            list(pool.map(migrate, engines))
        assert set(SQLModel.metadata.tables) <= set(inspect(engines[0]).get_table_names())
    finally:
        for engine in engines:
            engine.dispose()


def test_migrations_are_found_from_any_folder(blank: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    engine = open_engine(blank)
    migrate(engine)
    migrate(engine)  # nothing to do is fine
    assert "work" in inspect(engine).get_table_names()
    engine.dispose()


def test_foreign_keys_are_on_after_migrating(engine: Engine) -> None:
    with pytest.raises(IntegrityError), transaction(engine) as session:
        session.add(Member(pod_id=404, team_id="T1", user_id="U1", joined_at=START))


def test_a_rebuilt_table_keeps_its_child_rows(tmp_path: Path) -> None:
    engine = _with_a_pod(tmp_path)
    scripts = _scripts(tmp_path, "with op.batch_alter_table('pod', recreate='always') as b: b.drop_column('country')")
    migrate(engine, scripts=str(scripts))
    with engine.connect() as connection:
        assert "country" not in {column["name"] for column in inspect(connection).get_columns("pod")}
        assert connection.scalar(text("select count(*) from member")) == 1
        assert connection.scalar(text("pragma foreign_keys")) == 1
    engine.dispose()


def test_L5_who_worked_on_the_usual_days_follows_their_pod(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    migrate(engine, "0011")
    with engine.begin() as connection:
        for user, days in (("U1", "01234"), ("U2", "60123")):
            connection.execute(
                text(
                    "insert into person (team_id, user_id, zone, works_on) values ('T1', :user, 'UTC', :days)"
                ).bindparams(user=user, days=days)
            )
    migrate(engine)
    with reading(engine) as session:
        assert dict(session.exec(select(Person.user_id, Person.works_on)).all()) == {"U1": "", "U2": "60123"}
    engine.dispose()


def test_a_migration_that_breaks_references_changes_nothing(tmp_path: Path) -> None:
    engine = _with_a_pod(tmp_path)
    scripts = _scripts(tmp_path, "op.execute('delete from pod')")
    with pytest.raises(CannotStart, match="1 references"):
        migrate(engine, scripts=str(scripts))
    with engine.connect() as connection:
        assert connection.scalar(text("select count(*) from pod")) == 1
    engine.dispose()


def test_how_an_experiment_ended_stays_as_it_was_told(blank: str) -> None:
    engine = open_engine(blank)
    migrate(engine, "0011")
    tables = MetaData()
    tables.reflect(engine)
    later = START + timedelta(days=14)
    with engine.begin() as connection:

        def add(table: str, **given: Any) -> None:
            needed = [column for column in tables.tables[table].columns if not column.nullable]
            made = {column.name: rows.value(column) for column in needed if column.server_default is None}
            made |= {column.name: START for column in needed if isinstance(column.type, DateTime)}
            made |= {column.name: b"x" for column in needed if isinstance(column.type, LargeBinary)}
            connection.execute(insert(tables.tables[table]).values({**made, **given}))

        add("pod", id=1)
        add("sprint", id=1)
        add("meeting", id=1)
        for number, (state, closed_at, answer) in enumerate(
            [
                ("adopted", START, None),
                ("dropped", later, "still"),  # in private, after it was adopted
                ("dropped", START, "dropped"),  # in a later look back
                ("dropped", later, None),
                ("running", None, None),
            ],
            start=1,
        ):
            add("experiment", id=number, state=state, closed_at=closed_at)
            add("check_in", id=number, user_id=f"U{number}", experiment_id=number)
            add("reflection", id=number, check_in_id=number, experiment_id=number)
            if answer:
                add("booster", id=number, experiment_id=number, answer=answer, answered_at=later)
        add("check_in", id=6, user_id="U6", experiment_id=1)
        add("reflection", id=6, check_in_id=6, experiment_id=1)  # of a later retro: the first one did not end it
        add("reflection", id=7, experiment_id=1)  # a line of one's own
    migrate(engine)
    with engine.connect() as connection:
        told = {row[0]: row[1] for row in connection.execute(text("select id, outcome from reflection"))}
    engine.dispose()
    assert told == {1: "", 2: "adopted", 3: "adopted", 4: "", 5: "", 6: "adopted", 7: ""}


def _with_a_pod(folder: Path) -> Engine:
    engine = open_engine(f"sqlite:///{folder / 'old.db'}")
    migrate(engine, "0001")
    with engine.begin() as connection:
        connection.execute(
            text(
                "insert into pod (id, team_id, channel_id, name, name_key, facilitator_id, zone, meets_at, country,"
                " created_by, created_at)"
                " values (1, 'T1', 'C1', 'North', 'north', 'U1', 'UTC', '09:30:00', '', 'U1', '2026-03-02 08:00:00')"
            )
        )
        connection.execute(
            text("insert into member (pod_id, team_id, user_id, joined_at) values (1, 'T1', 'U1', '2026-03-02')")
        )
    return engine


def _scripts(folder: Path, change: str) -> Path:
    """The shipped migrations, and one more."""
    scripts = folder / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, scripts)
    with_versions = scripts / "versions"
    last = sorted(path.name[:4] for path in with_versions.glob("0*.py"))[-1]
    (with_versions / "9999_more.py").write_text(
        f"from alembic import op\nrevision = '9999'\ndown_revision = '{last}'\ndef upgrade(): \n    {change}\n"
    )
    return scripts
