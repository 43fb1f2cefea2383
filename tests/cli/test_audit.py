"""S6: the trail, as an operator sees it."""

from pathlib import Path

from sqlmodel import Session
from typer.testing import CliRunner

from podsprint.cli import app
from podsprint.domain.audit import Action
from podsprint.domain.people import Who
from podsprint.store.secret import Secret
from podsprint.store.tables import Audit
from podsprint.usecases import audit
from tests.support.clock import START
from tests.support.databases import KEY, prepared


def test_S6_the_trail_is_shown_latest_first_and_of_one_pod(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'podsprint.db'}"
    engine = prepared(url)
    with Session(engine) as session:
        audit.record(session, Who("T1", "U1"), Action.POD_CREATED, START, pod_id=1)
        audit.record(session, Who("T1", ""), Action.MEMBER_LEFT, START, pod_id=2, subject="U2")
        session.commit()
    engine.dispose()
    env = {"PODSPRINT_DATABASE_URL": url, "PODSPRINT_KEYS": KEY, "COLUMNS": "200"}
    shown = CliRunner().invoke(app, ["audit", "list"], env=env)
    assert shown.exit_code == 0
    assert shown.stdout.index("member.left") < shown.stdout.index("pod.created")
    one = CliRunner().invoke(app, ["audit", "list", "--pod", "1"], env=env).stdout
    assert "pod.created" in one and "member.left" not in one


def test_S6_no_text_can_get_into_the_trail() -> None:
    columns = Audit.__table__.columns  # type: ignore[attr-defined]
    assert {column.name for column in columns if isinstance(column.type, Secret)} == set()
    assert {column.name for column in columns} == {
        *("id", "team_id", "at", "actor", "action", "pod_id", "object_id", "subject"),
    }
