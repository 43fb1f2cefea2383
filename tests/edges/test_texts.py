"""Whatever is typed into a form is kept and shown as it was typed, and calls nobody."""

from typing import Any

import pytest

from podsprint.slack.text import escape
from podsprint.slack.views import lines as line_views
from podsprint.slack.views import notes as note_views
from podsprint.slack.views import offers as offer_views
from podsprint.slack.views import outcomes as outcome_views
from podsprint.slack.views.home import home as home_view
from podsprint.store.tables import Experiment, Observation, Reflection
from podsprint.usecases import experiments, home, observations, offers, reflections
from tests.edges.http import Slack
from tests.usecases.house import ANN, BO, FAY, House

ODD = {
    "calls": "<!channel> <!here> <@U1> <#C1|general> <https://x.example|click>",
    "markup": "&<>&amp; *b* _i_ ~s~ `c` > q",
    "right to left": "שלום, سلام — \u200fend",
    "emoji": "a 👩🏽‍💻 :tada: 🇩🇪",
    "at its most": "x" * 999 + "🙂",
    "lines": "one\n\n> two\n\tthree",
}
SAYS_NOTHING = ("", "   ", "\n\t ", "🙂", ":tada: 👍", "\u3164", "…")


def ok(answer: Any) -> None:
    assert answer.status_code == 200
    body = answer.get_json() if answer.data else {}
    assert body.get("response_action", "update") == "update", body


def note(house: House) -> dict[str, Any]:
    return note_views.observation_form(house.words, house.look(experiments.mine, ANN))


def line(house: House) -> dict[str, Any]:
    return line_views.reflect_form(house.words, about="x", experiment=1, check_in=None)


def drop(house: House) -> dict[str, Any]:
    return outcome_views.drop_form(house.words, house.look(experiments.one, ANN, 1))


def offer(house: House) -> dict[str, Any]:
    return offer_views.offer_form(house.words, house.look(offers.pod_here, FAY, "C1"))


def said(house: House) -> str:
    """Everything that is shown of it."""
    now = house.clock.now()
    shown = [home_view(house.words, house.look(home.home, who, now)) for who in (ANN, BO, FAY)]
    shown.append(note_views.notes_window(house.words, house.look(observations.page, ANN, 1)))
    shown.append(line_views.lines_window(house.words, house.look(reflections.page, ANN)))
    return "\n".join(marked(shown))


def marked(node: Any) -> list[str]:
    """What Slack reads as markup; a label for the ear is plain text, and calls nobody."""
    if isinstance(node, dict):
        own = [str(node["text"])] if node.get("type") == "mrkdwn" else []
        return [*own, *(text for value in node.values() for text in marked(value))]
    return [text for item in node for text in marked(item)] if isinstance(node, list | tuple) else []


@pytest.mark.parametrize("name", ODD)
def test_a_text_is_kept_and_shown_as_it_was_typed_and_calls_nobody(slack: Slack, house: House, name: str) -> None:
    typed = ODD[name]
    house.experiment(ANN, house.pod())
    ok(slack.submit(ANN.user, note(house), {"note": typed}))
    ok(slack.submit(ANN.user, line(house), {"choice": "mixed", "line": typed}))
    ok(slack.submit(FAY.user, offer(house), {"to": BO.user, "topic": typed}))
    changed = note_views.change_form(house.words, house.look(observations.one, ANN, 1))
    ok(slack.submit(ANN.user, changed, {}))  # what a form comes with is what it keeps
    ok(slack.submit(ANN.user, drop(house), {"what_changed": typed}))
    assert (house.only(Observation).note, house.only(Reflection).line) == (typed, typed)
    assert [row.hypothesis for row in house.rows(Experiment)][1] == typed
    assert house.rows(Experiment)[0].what_changed == typed
    shown = said(house)
    for call in ("<!channel>", "<!here>", "<@U1> <#C1", "<https://x.example|click>"):
        assert call not in shown
    assert escape(typed.splitlines()[0]) in shown


@pytest.mark.parametrize("typed", SAYS_NOTHING)
def test_what_says_nothing_is_told_at_its_field(slack: Slack, house: House, typed: str) -> None:
    house.experiment(ANN, house.pod())
    before = house.photograph()
    for who, form, answers in (
        (ANN, note(house), {"note": typed}),
        (ANN, line(house), {"choice": "mixed", "line": typed}),
        (ANN, drop(house), {"what_changed": typed}),
        (FAY, offer(house), {"to": BO.user, "topic": typed}),
    ):
        (field,) = [name for name in answers if name not in ("choice", "to")]
        assert slack.submit(who.user, form, answers).get_json()["errors"] == {field: "This is still empty."}
    assert house.photograph() == before


def test_three_thousand_characters_are_told_at_their_field_and_what_fits_is_kept_whole(
    slack: Slack, house: House
) -> None:
    typed = "".join(f"{number:04} & Karim's <b>\n" for number in range(200))[:2999] + "."
    assert len(typed) == 3000
    house.experiment(ANN, house.pod())
    before = house.photograph()
    for who, form, answers, limit in (
        (ANN, note(house), {"note": typed}, 2000),
        (ANN, line(house), {"choice": "mixed", "line": typed}, 2000),
        (ANN, drop(house), {"what_changed": typed}, 2000),
        (FAY, offer(house), {"to": BO.user, "topic": typed}, 1000),
    ):
        (field,) = [name for name, text in answers.items() if text == typed]
        answer = slack.submit(who.user, form, answers).get_json()
        # Slack keeps a form open, with all that is in it, when it is answered with errors.
        told = f"3000 characters; {limit} are the most that fit here."
        assert answer == {"response_action": "errors", "errors": {field: told}}
    assert house.photograph() == before
    fits = typed[:1999] + "."
    ok(slack.submit(ANN.user, note(house), {"note": fits}))
    assert house.only(Observation).note == fits
    shown = "".join(marked(note_views.notes_window(house.words, house.look(observations.page, ANN, 1))))
    assert all(escape(part) in shown for part in fits.split("\n"))


def test_two_windows_of_one_form_are_two_notes_and_one_sent_twice_is_one(slack: Slack, house: House) -> None:
    house.experiment(ANN, house.pod())
    for _ in range(2):  # no answer came the first time, and the button was pressed again
        ok(slack.submit(ANN.user, note(house), {"note": "once"}))
    assert [row.note for row in house.rows(Observation)] == ["once"]
