"""S3: what people write is ciphertext in the database, whoever looks at it there."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Column, Engine, LargeBinary, String, event, select, text, type_coerce
from sqlalchemy.exc import IntegrityError
from sqlmodel import AutoString, SQLModel

from podsprint.bootstrap import open_store
from podsprint.config import Settings
from podsprint.errors import WrongKey
from podsprint.store import keys
from podsprint.store.engine import open_engine, reading, transaction
from podsprint.store.migrate import migrate
from podsprint.store.secret import Secret, give_keys, keyring, new_key
from podsprint.store.tables import Charter, KeyCheck, Observation
from tests.support import rows
from tests.support.databases import KEY, prepared

SECRETS = [
    column
    for table in SQLModel.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Secret) and table is not rows.KEPT_ALREADY
]
# Strings that are stored as they are: ids, codes and names that people gave to things. A new one is a decision.
PLAIN = {
    "absence": {"noted_by", "source", "team_id", "user_id"},
    "asked": {"question_id", "team_id", "user_id"},
    "audit": {"action", "actor", "subject", "team_id"},
    "booster": {"answer", "user_id"},
    "charter": {"updated_by"},
    "check_in": {"coach_answer", "coach_id", "ring", "user_id"},
    "consent": {"how", "team_id", "user_id"},
    "experiment": {"form_key", "offered_by", "ring", "source_channel", "source_ts", "state", "user_id"},
    "go_on": {"answer", "user_id"},
    "heartbeat": {"way"},
    "meeting": {"changed_by", "host_id", "kind", "state"},
    "member": {"team_id", "user_id"},
    "observation": {"form_key", "ring", "source_channel", "source_ts", "user_id"},
    "person": {"country", "reminders", "standing", "team_id", "user_id", "works_on", "zone"},
    "ping": {"kind", "team_id", "user_id"},
    "pod": {
        "cadence",
        "channel_id",
        "country",
        "created_by",
        "deputy_id",
        "facilitator_id",
        "facilitator_role",
        "name",
        "name_key",
        "team_id",
        "trouble",
        "works_on",
        "zone",
    },
    "proposal": {"answer", "answered_by", "asked_by", "asked_of", "kind", "team_id"},
    "post": {"author", "channel_id", "digest", "key", "state", "team_id", "thread_ts", "ts"},
    "practice_vote": {"practice", "user_id", "vote"},
    "programme": {"created_by", "name", "name_key", "owner_id", "team_id"},
    "programme_invite": {"asked_by"},
    "progress": {"moment", "user_id"},
    "published": {"figure"},
    "pulse_answer": {"id"},
    "pulse_seat": {"user_id"},
    "reflection": {"choice", "form_key", "outcome", "prompt", "ring", "user_id"},
    "shared_file": {"file_id", "team_id", "user_id"},
    "sprint": {"cadence", "closed_by", "paused_by", "started_by", "theme"},
    "stopped_practice": {"practice"},
    "time_spent": {"key", "kind", "team_id", "user_id"},
    "work": {"error", "key", "kind", "lane"},
    "workshop": {"created_by"},
    "workspace": {"changed_by", "team_id"},
}


def test_S3_every_secret_column_is_ciphertext(engine: Engine) -> None:
    with transaction(engine) as session:
        rows.one_of_each(session)
    assert len(SECRETS) >= 20
    for column in SECRETS:
        stored = _raw(engine, column)
        assert stored.startswith(b"gAAAA"), column
        assert rows.said(column).encode() not in stored
        assert Fernet(KEY).decrypt(stored).decode() == rows.said(column)


def test_S3_every_secret_column_is_read_back(engine: Engine) -> None:
    with transaction(engine) as session:
        rows.one_of_each(session)
    with reading(engine) as session:
        for column in SECRETS:
            assert session.scalar(select(column)) == rows.said(column)


def test_S3_no_words_are_anywhere_in_the_file(sqlite_engine: Engine) -> None:
    with transaction(sqlite_engine) as session:
        rows.one_of_each(session)
    file = Path(str(sqlite_engine.url.database))
    sqlite_engine.dispose()
    written = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert b"gAAAA" in written
    assert b"the own words" not in written


def test_S3_a_new_plain_text_column_is_a_decision() -> None:
    found = {
        table.name: {column.name for column in table.columns if _is_plain_text(column)}
        for table in SQLModel.metadata.sorted_tables
    }
    assert {name: columns for name, columns in found.items() if columns} == PLAIN


def test_S3_errors_of_the_database_do_not_show_what_was_written(engine: Engine) -> None:
    note = Observation(
        experiment_id=404,
        user_id="U1",
        ring="me",
        noted_on=datetime(2026, 3, 2, tzinfo=UTC).date(),
        note="nobody is to read this",
        created_at=datetime(2026, 3, 2, tzinfo=UTC),
    )
    with pytest.raises(IntegrityError) as caught, transaction(engine) as session:
        session.add(note)
    assert "nobody is to read this" not in str(caught.value)
    assert "gAAAA" not in str(caught.value)


def test_a_newer_key_encrypts_and_an_older_one_still_reads(engine: Engine) -> None:
    newer = new_key()
    with transaction(engine) as session:
        rows.one_of_each(session)
    give_keys(engine, keyring([newer, KEY]))
    with transaction(engine) as session:
        charter = session.get_one(Charter, 1)
        assert charter.goal == rows.said(_column("charter", "goal"))
        charter.goal = "newer words"
        session.add(charter)
    assert Fernet(newer).decrypt(_raw(engine, _column("charter", "goal"))) == b"newer words"
    assert Fernet(KEY).decrypt(_raw(engine, _column("charter", "norms")))


def test_rotating_moves_everything_to_the_newest_key(engine: Engine) -> None:
    newer, many = new_key(), 510  # more than a batch
    with transaction(engine) as session:
        rows.one_of_each(session)
        note = session.get_one(Observation, 1).model_dump(exclude={"id", "form_key"})
        session.add_all(Observation(**{**note, "note": f"note {number}"}) for number in range(many))
    give_keys(engine, keyring([newer, KEY]))
    assert keys.rotate(engine) == len(SECRETS) + many + 1  # and the known text
    give_keys(engine, keyring([newer]))
    keys.check_keys(engine)
    with reading(engine) as session:
        assert session.scalar(select(Observation.note).order_by(Observation.id.desc())) == f"note {many - 1}"  # type: ignore[union-attr, call-overload]
    assert all(Fernet(newer).decrypt(_raw(engine, column)) for column in SECRETS)


def test_rotating_without_the_old_key_says_what_is_missing(engine: Engine) -> None:
    with transaction(engine) as session:
        rows.one_of_each(session)
    give_keys(engine, keyring([new_key()]))
    with pytest.raises(WrongKey, match=r"\w+\.\w+ needs a key"):
        keys.rotate(engine)


def test_a_wrong_key_is_noticed_at_the_start(sqlite_engine: Engine) -> None:
    settings = Settings(_env_file=None, database_url=str(sqlite_engine.url), keys=[new_key()])  # type: ignore[call-arg]
    with pytest.raises(WrongKey, match="PODSPRINT_KEYS"):
        open_store(settings)


@pytest.mark.parametrize("bad", [[], ["short"], [KEY, "not base64 at all"]])
def test_nothing_starts_without_proper_keys(bad: list[str], tmp_path: Path) -> None:
    file = tmp_path / "never.db"
    settings = Settings(_env_file=None, database_url=f"sqlite:///{file}", keys=bad)  # type: ignore[call-arg]
    with pytest.raises(WrongKey) as caught:
        open_store(settings)
    assert not any(key in str(caught.value) for key in bad)
    assert not file.exists()


def test_an_engine_without_keys_writes_no_words(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'bare.db'}")
    migrate(engine)
    with pytest.raises(Exception, match="without a key"), transaction(engine) as session:
        session.add(KeyCheck(id=1, known="never written"))
    engine.dispose()


def test_two_engines_hold_different_keys(sqlite_engine: Engine, tmp_path: Path) -> None:
    other = prepared(f"sqlite:///{tmp_path / 'other.db'}", new_key())
    for engine in (sqlite_engine, other):
        with reading(engine) as session:
            assert session.get_one(KeyCheck, 1).known == "podsprint"
    with sqlite_engine.connect() as first, other.connect() as second:
        statement = text("select known from key_check")
        assert first.scalar(statement) != second.scalar(statement)
    other.dispose()


def _raw(engine: Engine, column: Column[Any]) -> bytes:
    with reading(engine) as session:
        return bytes(session.scalar(select(type_coerce(column, LargeBinary))) or b"")


def _column(table: str, name: str) -> Column[Any]:
    return SQLModel.metadata.tables[table].columns[name]


def _is_plain_text(column: Column[Any]) -> bool:
    return isinstance(column.type, String | AutoString)


def test_S3_what_is_written_while_keys_are_rotated_stays(tmp_path: Path) -> None:
    engine = prepared(f"sqlite:///{tmp_path / 'rotated.db'}")
    with transaction(engine) as session:
        rows.one_of_each(session)
    give_keys(engine, keyring([new_key(), KEY]))

    written: list[bool] = []

    @event.listens_for(engine, "after_cursor_execute")
    def write_meanwhile(*arguments: Any) -> None:
        if not written and str(arguments[2]).startswith("SELECT charter.pod_id, charter.goal"):
            written.append(True)
            with transaction(engine) as session:
                session.scalars(select(Charter)).one().goal = "Meanwhile"

    keys.rotate(engine)
    with reading(engine) as session:
        assert written and session.scalars(select(Charter)).one().goal == "Meanwhile"
    engine.dispose()
