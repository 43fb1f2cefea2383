"""Over HTTP a signature tells Slack from anyone else."""

import time
from datetime import UTC, datetime

import pytest
from freezegun import freeze_time

from tests.edges.http import Slack, command_body
from tests.usecases.house import House

HELP = command_body("U1", "help")


def test_a_good_signature_is_answered(slack: Slack) -> None:
    answer = slack.send(HELP)
    assert answer.status_code == 200
    assert "/pod create" in answer.get_json()["text"]


@pytest.mark.parametrize("signature", ["v0=", "v0=" + "0" * 64, "v1=abc", "nonsense"])
def test_a_bad_signature_is_not(slack: Slack, signature: str) -> None:
    assert slack.send(HELP, signature=signature).status_code == 401


def test_another_secret_is_not(slack: Slack, house: House) -> None:
    before = house.photograph()
    forger = Slack(slack.client, secret="guessed")
    assert forger.send(HELP).status_code == 401
    assert forger.home_opened("U1").status_code == 401
    assert house.photograph() == before


def test_a_missing_signature_is_not(slack: Slack) -> None:
    kind = "application/x-www-form-urlencoded"
    assert slack.client.post("/slack/events", data=HELP, content_type=kind).status_code == 401


@pytest.mark.parametrize("off", [-400, 400])
def test_a_request_of_another_time_is_not(slack: Slack, off: int) -> None:
    assert slack.send(HELP, at=time.time() + off).status_code == 401


def test_a_recorded_request_cannot_be_played_again_later(slack: Slack) -> None:
    now = time.time()
    assert slack.send(HELP, at=now).status_code == 200
    # Nothing but the verifier looks at the time here: it turns the request away before any listener's thread.
    with freeze_time(datetime.fromtimestamp(now + 301, UTC)):
        assert slack.send(HELP, at=now).status_code == 401


def test_the_app_says_that_it_is_well(slack: Slack) -> None:
    answer = slack.client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
