"""Messages that became notes or experiments: whose words they are, and what follows from edits in Slack (S1, W6)."""

from datetime import timedelta
from typing import Any

import pytest

from podsprint.domain.privacy import Ring
from podsprint.slack.copied import plain_text
from podsprint.store.tables import Experiment, Observation
from podsprint.usecases import copies, observations
from podsprint.usecases.copies import Follow, Source
from tests.usecases.house import ANN, TEAM, House


def source(**other: Any) -> Source:
    return Source(**{"channel": "C1", "ts": "1.2", "quoted": False, "exact": True, **other})


def saved(house: House, **other: Any) -> int:
    """A note of Ann's that is a copy of a message."""
    house.experiment(ANN, house.pod())
    command = observations.Observe(who=ANN, note="said", ring=Ring.POD, source=source(**other))
    return house.do(observations.observe, command).id


def told(house: House, text: str | None, *, minutes: int = 1, **other: Any) -> Follow:
    at = house.clock.now() + timedelta(minutes=minutes)
    return Follow(**{"team": TEAM, "channel": "C1", "ts": "1.2", "text": text, "at": at, **other})


def test_a_copy_follows_edits_and_the_deletion_of_its_message(both: House) -> None:
    saved(both)
    both.do(copies.follow, told(both, "said better"))
    assert both.only(Observation).note == "said better"
    for _ in range(2):  # told twice
        both.do(copies.follow, told(both, None))
        assert both.rows(Observation) == []


def test_an_older_edit_that_arrives_late_changes_nothing(house: House) -> None:
    saved(house)
    house.do(copies.follow, told(house, "third", minutes=3))
    house.do(copies.follow, told(house, "second", minutes=2))
    assert house.only(Observation).note == "third"


@pytest.mark.parametrize("text", ["elsewhere", None])
def test_words_changed_here_follow_nothing_any_more(house: House, text: str | None) -> None:
    note = saved(house)
    house.do(observations.change, observations.ChangeNote(who=ANN, note_id=note, note="my words", ring=Ring.POD))
    house.do(copies.follow, told(house, text))
    assert house.only(Observation).note == "my words"


def test_a_note_changed_in_the_form_is_no_copy(house: House) -> None:
    saved(house, exact=False)
    house.do(copies.follow, told(house, None))
    assert house.only(Observation).note == "said"


@pytest.mark.parametrize("other", [{"team": "T0OTHER"}, {"channel": "C2"}, {"ts": "1.3"}])
def test_S8_another_message_changes_nothing(house: House, other: dict[str, Any]) -> None:
    saved(house)
    before = house.photograph()
    house.do(copies.follow, told(house, None, **other))
    assert house.photograph() == before


def test_S1_somebody_elses_words_are_never_shared(house: House) -> None:
    note = saved(house, quoted=True)
    assert house.only(Observation).ring == "me"
    change = observations.ChangeNote(who=ANN, note_id=note, note="changed", ring=Ring.POD)
    assert house.do(observations.change, change).ring is Ring.ME
    house.do(observations.delete, observations.DeleteNote(who=ANN, note_id=note))
    again = observations.Observe(who=ANN, note="changed", ring=Ring.POD, quoted=True)
    assert house.do(observations.observe, again).ring is Ring.ME  # nor after having it back


def test_an_experiment_follows_edits_and_outlives_its_message(house: House) -> None:
    pod = house.pod()
    house.experiment(ANN, pod, hypothesis="If I ask", source=source())
    house.do(copies.follow, told(house, "If I ask first"))
    assert house.only(Experiment).hypothesis == "If I ask first"
    house.do(copies.follow, told(house, None, minutes=2))
    row = house.only(Experiment)
    assert (row.hypothesis, row.source_ts) == ("If I ask first", None)


def test_an_experiment_from_somebody_elses_message_keeps_no_link_to_it(house: House) -> None:
    house.experiment(ANN, house.pod(), source=source(quoted=True))
    assert house.only(Experiment).source_ts is None


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("<@U1> and <@U2|bo>", "@someone and @bo"),
        ("<#C1|general> <!here> <!subteam^S1|@leads>", "#general @here @leads"),
        ("<https://a.example/x?y=1&amp;z=2>", "https://a.example/x?y=1&z=2"),
        ("<https://a.example|here> *bold* :tada:", "here (https://a.example) *bold* :tada:"),
        ("<!date^1^{date}|2 March>", "2 March"),
        ("", ""),
    ],
)
def test_a_message_reads_as_its_readers_saw_it(sent: str, seen: str) -> None:
    assert plain_text(sent, "someone") == seen
