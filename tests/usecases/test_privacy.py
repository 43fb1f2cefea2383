"""What is kept to oneself is in no message to anyone else, on no other Home, in no log and no row of work (S2)."""

import json
from dataclasses import asdict
from itertools import product
from typing import Any

import pytest
import structlog
from structlog.testing import LogCapture

from podsprint.domain.privacy import Ring
from podsprint.errors import Refused
from podsprint.slack import views
from podsprint.slack.views.home import home as home_view
from podsprint.store.tables import CheckIn, Work
from podsprint.usecases import (
    briefs,
    coaching,
    digests,
    entries,
    facilitation,
    home,
    observations,
    people,
    retros,
    summaries,
)
from podsprint.usecases.messages import HomeTab
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, FAY, LEADERS, House

OTHERS = (BO, CY, DEE, FAY)
EXPERIMENT = ("hypothesis", "framing_question", "what_i_do", "where", "expect", "work_item")
STANDUP = ("tried", "noticed", "next_step", "coaching_topic")
RETRO = ("line", "facts", "behaviour", "what_changed")


def marked(form: str, fields: tuple[str, ...]) -> dict[str, str]:
    """A word that is nowhere else in each field of a form."""
    return {field: f"zz-{form}-{field}-zz" for field in fields}


def play(house: House, kickoff: Ring, standup: Ring, retro: Ring) -> None:
    """A whole sprint, with a marker in everything that Ann writes."""
    house.sprint(house.pod())
    for kind, number in (("kickoff", 1), ("standup", 1), ("standup", 2), ("retro", 1)):
        meeting = house.opened(kind, number)
        for who in LEADERS:
            house.do(people.open_home, people.OpenHome(who=who))
        house.do(people.open_home, people.OpenHome(who=FAY))
        if kind == "kickoff":
            house.kick_off(ANN, meeting, **marked(kind, EXPERIMENT), ring=kickoff)
            note = observations.Observe(who=ANN, note="zz-observe-note-zz", experiment_id=1)
            house.do(observations.observe, note)
        elif kind == "standup":
            house.stand_up(ANN, meeting, **marked(kind, STANDUP), ring=standup)
            line = retros.Reflect(who=ANN, choice="mixed", line="zz-reflect-line-zz", experiment_id=1)
            house.do(retros.reflect, line)
        else:
            house.look_back(ANN, meeting, **marked(kind, RETRO), outcome="adopted", ring=retro)
        house.stand_up(BO, meeting) if kind == "standup" else None
        house.closed(kind, number)
    house.travel(house.meeting("retro").grace_until)
    house.tick()


def seen_by_others(house: House) -> str:
    """Everything that has been said, but to Ann alone; and what others can ask for."""
    seen: list[Any] = []
    for _, out in house.said:
        if isinstance(out, HomeTab):
            seen += [out.model, home_view(house.words, out.model)] if out.who != ANN else []
        elif out is not None and out.model is not None and out.conversation != ANN.user:
            seen += [out.model, asdict(views.render(house.words, out.model))]
    for who in OTHERS:
        seen += [house.look(home.home, who, house.clock.now())]
        for entry in house.rows(CheckIn):
            try:
                seen.append(house.look(entries.read, entries.ReadEntry(who=who, check_in_id=entry.id or 0)))
            except Refused as refused:
                seen.append(refused.problems)
    for meeting in (1, 2, 3, 4):
        brief = {"team": FAY.team, "user": FAY.user, "day": "2026-03-02", "meetings": [meeting]}
        seen += [house.look(digests.digest, meeting, FAY.user, house.clock.now())]
        seen += [house.look(facilitation.opening, meeting)]
        seen += [house.look(briefs.brief, brief, house.words.bank, house.clock.now())]
    seen += [house.look(summaries.summary, 1)]
    seen += [json.dumps(row.payload) + str(row.error) + row.key for row in house.rows(Work)]
    return repr(seen)


@pytest.mark.parametrize(("kickoff", "standup", "retro"), list(product((Ring.ME, Ring.POD), repeat=3)))
def test_S2_what_is_private_reaches_nobody_else(house: House, kickoff: Ring, standup: Ring, retro: Ring) -> None:
    logs = LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[logs])
    try:
        play(house, kickoff, standup, retro)
    finally:
        structlog.configure(**before)
    seen = seen_by_others(house)
    rings = {"kickoff": kickoff, "standup": standup, "retro": retro, "observe": Ring.ME, "reflect": Ring.ME}
    for form, ring in rings.items():
        if ring is Ring.ME:
            assert f"zz-{form}-" not in seen, form
    assert "zz-" not in repr(logs.entries)


def test_S2_what_is_shared_is_seen_so_that_the_test_above_means_something(house: House) -> None:
    play(house, Ring.POD, Ring.POD, Ring.POD)
    seen = seen_by_others(house)
    unseen = {"zz-kickoff-where-zz", "zz-kickoff-work_item-zz"}  # these are for the leader alone in every case
    fields = [*marked("kickoff", EXPERIMENT).values(), *marked("standup", STANDUP).values()]
    assert {mark for mark in (*fields, *marked("retro", RETRO).values()) if mark not in seen} == unseen


def test_S2_the_coaching_question_goes_to_its_leader_alone(house: House) -> None:
    play(house, Ring.ME, Ring.ME, Ring.ME)
    quoted = [out for _, out in house.said if out and not isinstance(out, HomeTab) and "question" in out.key]
    assert {out.conversation for out in quoted} == {ANN.user, BO.user}
    for who in OTHERS:
        with pytest.raises(Refused, match="not_found"):
            house.look(coaching.own_question, who, 1)
    assert house.look(coaching.own_question, ANN, 1).quote == "zz-kickoff-hypothesis-zz"


def test_S5_every_message_says_whose_words_it_carries_or_whom_it_is_for(house: House) -> None:
    play(house, Ring.POD, Ring.POD, Ring.POD)
    said = [(kind, out) for kind, out in house.said if out is not None and not isinstance(out, HomeTab)]
    assert {out.author for kind, out in said if kind is Deliver.ENTRY} == {ANN.user, BO.user}
    direct = [out for _, out in said if out.conversation[:1] == "U"]
    assert {out.author == out.conversation for out in direct} == {True}
    assert {out.author for kind, out in said if kind not in (Deliver.ENTRY,) and out not in direct} == {""}


def test_S3_what_people_write_is_in_no_file_in_plain_text(house: House) -> None:
    play(house, Ring.POD, Ring.ME, Ring.POD)
    database = house.engine.url.database
    assert database is not None
    with house.engine.connect() as connection:
        connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
    with open(database, "rb") as file:  # noqa: PTH123
        assert b"zz-" not in file.read()
