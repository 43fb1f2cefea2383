"""Slack's payloads, read at the edge."""

from datetime import date, time
from typing import Any

import pytest

from podsprint.domain.people import Who
from podsprint.domain.privacy import Ring
from podsprint.errors import Refused
from podsprint.slack import payloads
from podsprint.slack.payloads import Form, Press


def command(text: str) -> payloads.Command:
    return payloads.command({"user_id": "U1", "team_id": "T1", "channel_id": "C1", "trigger_id": "1.2", "text": text})


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("note a &amp; b &lt;c&gt;", "note a & b <c>"),
        ("note &amp;lt;b&amp;gt; &amp;copy;", "note &lt;b&gt; &copy;"),  # somebody wrote about HTML
        ("note &lt;@U1|bo&gt;", "note <@U1|bo>"),  # typed, and no mention
        ("note <@U1|bo> said", "note @bo said"),
        ("note <@U1> said", "note @U1 said"),
        ("note in <#C1|general>", "note in #general"),
        ("note in <#C1|>", "note in #"),
        ("note <!here> <!channel>", "note @here @channel"),
        ("note <!subteam^S1|@leads>", "note @leads"),
        ("  note   x  ", "note   x"),
        ("", ""),
    ],
)
def test_a_commands_text_is_what_its_author_saw(sent: str, typed: str) -> None:
    assert command(sent).text == typed


def test_a_commands_words_are_told_apart_and_the_rest_stays_as_typed() -> None:
    found = command("NOTE  Karim  said:\n two\tlines ")
    assert found.words == ("note", "karim", "said:", "two", "lines")
    assert found.rest(1) == "Karim  said:\n two\tlines"
    assert (command("note").rest(1), command("").rest(1)) == ("", "")


ODD_IDS: list[Any] = [
    "",
    "x",
    "-1",
    "1.5",
    "٣",
    "²",
    " 1",
    "1 ",
    "0x1",
    "9" * 19,
    "9" * 5000,
    "1;2",
    None,
    1.5,
    True,
    [1],
    {},
]


@pytest.mark.parametrize("value", ODD_IDS)
def test_S8_an_id_is_a_number_or_nobodys(value: Any) -> None:
    with pytest.raises(Refused, match="not_found"):
        _ = Press(who=Who("T1", "U1"), trigger_id="1", value=value, view=None).id


def form(values: dict[str, Any], meta: str = "") -> Form:
    return Form(
        {
            "user": {"id": "U1", "team_id": "T1"},
            "team": {"id": "T1"},
            "view": {"private_metadata": meta, "state": {"values": {key: {"x": held} for key, held in values.items()}}},
        }
    )


def test_every_kind_of_field_is_read() -> None:
    found = form(
        {
            "name": {"value": "n"},
            "menu": {"selected_option": {"value": "7"}},
            "day": {"selected_date": "2026-03-02"},
            "time": {"selected_time": "09:30"},
            "one": {"selected_user": "U1"},
            "many": {"selected_users": ["U1", "U2"]},
            "ring": {"selected_option": {"value": "pod"}},
        },
        '{"pod": 3, "meeting": null}',
    )
    assert (found.text("name"), found.chosen("menu"), found.number("menu")) == ("n", "7", 7)
    assert (found.day("day"), found.time("time")) == (date(2026, 3, 2), time(9, 30))
    assert (found.user("one"), found.users("many"), found.ring()) == ("U1", ("U1", "U2"), Ring.POD)
    assert (found.row("pod"), found.optional_row("meeting"), found.optional_row("other")) == (3, None, None)


def test_an_empty_field_and_none_at_all_are_alike() -> None:
    empty = {"value": None, "selected_option": None, "selected_date": None, "selected_time": None}
    for found in (form({"f": empty}), form({})):
        assert (found.text("f"), found.chosen("f"), found.user("f"), found.users("f")) == ("", "", "", ())
        assert (found.day("f"), found.time("f"), found.number("f")) == (None, None, None)


@pytest.mark.parametrize("chosen", ["programme", "POD", "everyone", "", None])
def test_L12_an_unknown_ring_is_the_narrowest(chosen: str | None) -> None:
    held = {"selected_option": {"value": chosen} if chosen is not None else None}
    assert form({"ring": held}).ring() is Ring.ME


def test_who_sent_it_is_read_from_every_kind_of_payload() -> None:
    who = Who("T1", "U1")
    assert payloads.who({"user_id": "U1", "team_id": "T1"}) == who
    assert payloads.who({"user": {"id": "U1", "team_id": "T9"}, "team": {"id": "T1"}}) == who
    assert payloads.who({"user": {"id": "U1", "team_id": "T1"}, "team": None}) == who
    assert payloads.who({"event": {"user": "U1"}, "team_id": "T1"}) == who
