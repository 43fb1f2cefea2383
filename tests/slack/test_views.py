"""What every view keeps to: limits at their worst, ring and minutes on every form, labels one can tell apart."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from podsprint.domain.form_models import CheckInForm, ExperimentForm, RetroForm
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import (
    CharterView,
    Digest,
    Entry,
    ExperimentLine,
    Home,
    LeaderLine,
    PodToday,
    PodView,
    ReflectionLine,
    SessionLine,
    SessionOpening,
    SprintSummary,
    SummaryLine,
)
from podsprint.playground.limits import check_message, check_view
from podsprint.slack import views
from podsprint.slack.text import Words
from podsprint.slack.views import checkins, creating, experiments, home, pods, sessions, sprints
from podsprint.slack.views import lines as line_views
from podsprint.slack.views import notes as note_views
from podsprint.usecases.home import SHOWN_EXPERIMENTS, SHOWN_PODS

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
LEADERS = tuple(f"U{number}" for number in range(1, 8))


def worst(limit: int) -> str:
    """A text that grows as much as a text can when it is escaped."""
    return ("a" + "&<>\n" * limit)[:limit]


SESSION = SessionLine(
    id=1, kind="standup", number=1, state="open", live=True, minutes=30, opens_at=NOW, closes_at=NOW, zone="UTC"
)
POD = PodView(
    id=1,
    name=worst(60),
    channel="C1",
    facilitator="U1",
    leaders=LEADERS,
    zone="Europe/Berlin",
    meets_at=time(9, 30),
    has_charter=False,
    goal=worst(300),
)
LINE = ExperimentLine(
    id=1,
    pod_id=1,
    pod=POD.name,
    ring=Ring.ME,
    state="running",
    framing_question=worst(500),
    hypothesis=worst(1000),
    what_i_do=worst(1000),
    place=worst(300),
    expect=worst(1000),
    by=TODAY,
    linked=False,
    work_item=worst(300),
    what_changed=worst(2000),
    observations=((TODAY, worst(2000)),) * 3,
)
LINES = tuple(replace(LINE, id=number, hypothesis=f"{number} {worst(990)}") for number in range(1, 13))
CHARTER = CharterView(
    pod_id=1,
    pod=POD.name,
    goal=worst(300),
    so_that=worst(300),
    roles=worst(1000),
    norms=worst(1500),
    confidentiality=worst(1500),
    by="U1",
)
SAID = tuple((code, worst(2000)) for code in ("tried", "noticed", "next_step", "coaching_topic"))
ENTRY = Entry(check_in_id=1, kind="standup", leader="U1", sealed=False, late=True, parts=SAID, by=TODAY, confidence=10)
CHANGED = SummaryLine(
    leader="U1",
    hypothesis=worst(1000),
    outcome="adopted",
    what_changed=worst(2000),
    takeaway=worst(2000),
    linked=False,
)
LEADER = LeaderLine(leader="U1", hypothesis=worst(1000), commitment=worst(1000), commitment_by=TODAY)
OPENING = SessionOpening(kind="kickoff", pod=POD.name, charter=CHARTER, lines=(LEADER,) * 7)
SUMMARY = SprintSummary(
    pod=POD.name,
    number=1,
    starts_on=TODAY,
    ends_on=TODAY,
    goal=worst(300),
    so_that=worst(300),
    changed=(CHANGED,) * 7,
    still_running=(CHANGED,) * 12,
    kept_private=3,
    sessions_held=4,
    observations=9,
)
DIGEST = Digest(pod=POD, session=SESSION, entries=(ENTRY,) * 7, shared=7, private=1, not_yet=LEADERS, grace_until=NOW)
OPEN_TODAY = PodToday(
    pod=POD,
    is_leader=True,
    is_facilitator=True,
    session=SESSION,
    late=replace(SESSION, id=2),
    commitment=worst(1000),
    commitment_by=TODAY,
    waiting_for=LEADERS,
)
REFLECTION = ReflectionLine(on=NOW, choice="mixed", line=worst(2000), ring=Ring.POD, prompt="goal-different")
HOME = Home(
    person="U1",
    pods=tuple(
        replace(
            OPEN_TODAY,
            pod=replace(POD, id=number, name=f"Pod {number}"),
            session=replace(SESSION, id=10 + number),
            late=replace(SESSION, id=30 + number),
        )
        for number in range(SHOWN_PODS)
    ),
    facilitated=tuple(
        replace(OPEN_TODAY, pod=replace(POD, id=number, name=f"Pod {number}", has_charter=number % 2 == 0, sprint=None))
        for number in range(50, 65)
    ),
    experiments=LINES[:SHOWN_EXPERIMENTS],
    reflections=(REFLECTION,) * 5,
    more_pods=True,
    more_experiments=True,
)
MESSAGES = {"opening": OPENING, "digest": DIGEST, "entry": ENTRY, "summary": SUMMARY}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_at_its_worst_is_within_slacks_limits(words: Words, name: str) -> None:
    shown = views.render(words, MESSAGES[name])
    assert check_message({"text": shown.text, "blocks": list(shown.blocks)}) == []
    assert len(shown.text) <= 4000 and len(shown.blocks) <= 50


def test_the_list_of_ones_experiments_at_its_worst(words: Words) -> None:
    shown = experiments.own_list(words, LINES[:10])
    assert check_message({"text": shown.text, "blocks": list(shown.blocks)}) == []


def test_home_at_its_worst_is_within_slacks_limits(words: Words) -> None:
    shown = home.home(words, HOME)
    assert check_view(shown) == []
    assert len(shown["blocks"]) <= 100


def forms(words: Words) -> dict[str, dict[str, Any]]:
    """Every form there is, filled to the brim."""
    kickoff = ExperimentForm(pod_id=1, pod=POD.name, goal=worst(300), meeting_id=1, carried_over=LINES)
    standup = CheckInForm(
        session=SESSION,
        pod=POD.name,
        experiments=LINES,
        commitment=worst(1000),
        commitment_by=TODAY,
        late=True,
        ring=Ring.POD,
        experiment_id=1,
        tried=worst(2000),
        noticed=worst(2000),
        next_step=worst(1000),
        next_by=TODAY,
        confidence=10,
        coaching_on=worst(500),
    )
    retro = RetroForm(
        session=SESSION,
        pod=POD.name,
        experiments=LINES,
        late=True,
        ring=Ring.ME,
        experiment_id=1,
        outcome="dropped",
        what_changed=worst(2000),
        facts=worst(2000),
        line=worst(2000),
        behaviour=worst(2000),
        choice="hurt",
    )
    return {
        "create": creating.create_form(words, channel="C1", facilitator="U1", zone="Europe/Berlin"),
        "charter": pods.charter_form(words, POD, CHARTER, before_sprint=True),
        "sprint": sprints.start_form(words, POD, first_day=TODAY, theme="", cadence="classic"),
        "kickoff": experiments.experiment_form(words, kickoff, hints=[worst(200)] * 12),
        "carried": experiments.experiment_form(words, replace(kickoff, experiment=LINE)),
        "observe": note_views.observation_form(words, LINES, note=worst(2000)),
        "standup": checkins.check_in_form(words, standup),
        "retro": checkins.retro_form(words, retro),
        "reflect": line_views.reflect_form(words, about=worst(1000), experiment=1, check_in=None),
        "answer": line_views.reflect_form(words, question_id="goal-different", experiment=None, check_in=1),
    }


FORMS = ("create", "charter", "sprint", "kickoff", "carried", "observe", "standup", "retro", "reflect", "answer")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_at_its_worst_is_within_slacks_limits(words: Words, name: str) -> None:
    assert check_view(forms(words)[name]) == []


@pytest.mark.parametrize("name", FORMS)
def test_S1_every_form_says_who_can_see_it_and_how_long_it_takes(words: Words, name: str) -> None:
    shown = forms(words)[name]
    (small, *_) = [
        element["text"]
        for block in shown["blocks"]
        if block["type"] == "context"
        for element in block["elements"]
        if "minute" in element["text"] or "seconds" in element["text"]
    ]
    assert "see" in small


def buttons(shown: Any) -> Iterator[dict[str, Any]]:
    """Every button of a view or a message."""
    if isinstance(shown, dict):
        if shown.get("type") == "button":
            yield shown
        shown = list(shown.values())
    if isinstance(shown, list | tuple):
        for part in shown:
            yield from buttons(part)


def test_buttons_with_equal_text_can_be_told_apart_by_ear(words: Words) -> None:
    for shown in (home.home(words, HOME), *forms(words).values()):
        heard = Counter(
            (found["text"]["text"], found.get("accessibility_label", found["text"]["text"])) for found in buttons(shown)
        )
        assert [label for label, times in heard.items() if times > 1] == []


@pytest.mark.parametrize("name", MESSAGES)
def test_the_text_of_a_message_says_what_its_blocks_say(words: Words, name: str) -> None:
    short: dict[str, Any] = {
        "opening": replace(OPENING, lines=(LeaderLine(leader="U1", hypothesis="One", commitment="Two"),), charter=None),
        "digest": replace(DIGEST, entries=(replace(ENTRY, parts=(("noticed", "One"), ("next_step", "Two"))),)),
        "entry": replace(ENTRY, parts=(("noticed", "One"), ("next_step", "Two"))),
        "summary": replace(
            SUMMARY, changed=(replace(CHANGED, what_changed="One", takeaway="Two", hypothesis="h"),), still_running=()
        ),
    }
    shown = views.render(words, short[name])
    assert "One" in shown.text and "Two" in shown.text and "<@U1>" in shown.text


def test_W11_a_sealed_entry_shows_nothing_but_that_it_is_there(words: Words) -> None:
    shown = sessions.entry(words, replace(ENTRY, sealed=True))
    assert "&lt;" not in str(shown)
    assert "<@U1>" in shown.text


def test_home_shows_first_what_is_open_and_last_what_has_nothing_ahead(words: Words) -> None:
    def pod(number: int, session: SessionLine | None) -> PodToday:
        return PodToday(
            pod=replace(POD, id=number, name=f"Pod {number}"), is_leader=True, is_facilitator=False, session=session
        )

    ahead = replace(SESSION, state="planned")
    shown = home.home(words, replace(HOME, pods=(pod(1, None), pod(2, ahead), pod(3, SESSION))))
    text = str(shown["blocks"])
    assert text.index("Pod 3") < text.index("Pod 2") < text.index("Pod 1")
