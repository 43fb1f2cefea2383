"""Samples of who runs a pod: its form, notes, and the overview of all of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from podsprint.domain.read_models import Overview, PodLine, RoleNote, WhoRuns
from podsprint.domain.visibility import SEES_LESS
from podsprint.slack.samples.made import LARGE_POD, PEOPLE, SMALL_POD, Sample, message, pod, session
from podsprint.slack.text import Words
from podsprint.slack.views import help as help_views
from podsprint.slack.views import overview as overview_views
from podsprint.slack.views import roles as views
from podsprint.slack.views.common import kind

_LINE = PodLine(pod=pod(), is_deputy=False, session=session(), host=PEOPLE[0], checked_in=2)
_WITH_DEPUTY = replace(LARGE_POD, deputy=PEOPLE[1], facilitator_role="manager")


def samples() -> Iterator[Sample]:
    """The forms, what people are told, and a page of pods at its fullest."""
    for name, shown in (("a pod", pod()), ("with a deputy", _WITH_DEPUTY)):
        yield _shown(f"roles_form: {name}", views.roles_form, WhoRuns(pod=shown, may_change=True))
        for ground in ("", "deputy", "away", "gone", "silent"):
            yield _shown(
                f"who_runs: {name}, {ground}", views.who_runs, WhoRuns(pod=shown, may_change=False, ground=ground)
            )
    yield Sample("hand_over_form", lambda words: views.hand_over_form(words, session(state="planned"), PEOPLE[0]))
    for what in ("named", "relieved", "deputy", "host", "host_before"):
        note = RoleNote(what=what, pod=LARGE_POD, by=PEOPLE[1], subject=PEOPLE[2], note_id=3, session=session())
        yield message(what, note)
        yield message(f"{what}, over", replace(note, stands=False))
        yield message(f"{what}, by themselves", replace(note, subject=PEOPLE[1]))
    for reader in sorted(SEES_LESS):
        yield message(f"named, {reader}", replace(note, what="named", sees_less=reader))
    yield from _windows()
    yield from _overviews()


def _windows() -> Iterator[Sample]:
    texts: tuple[Callable[[Words], str], ...] = (
        lambda words: words("roles.set", pod=LARGE_POD),
        lambda words: words("roles.set_deputy", pod=_WITH_DEPUTY),
        lambda words: words("roles.handed", kind=kind(words, session()), host=PEOPLE[1]),
        lambda words: words("roles.handed_back", kind=kind(words, session())),
        lambda words: words("facilitator.undeliverable.again", count=3),
        lambda words: words("needs.outside.asked", pod=LARGE_POD, person=PEOPLE[1]),
    )
    for number, text in enumerate(texts):
        yield _done(number, text)


def _overviews() -> Iterator[Sample]:
    needs = ("undelivered", "skipped_twice", "small", "join", "sprint", "archived")
    lines = (
        _LINE,
        replace(_LINE, session=session(state="planned"), away=PEOPLE[:2], host=PEOPLE[1], is_deputy=True),
        replace(_LINE, pod=SMALL_POD, session=None, needs=("small", "charter")),
        replace(_LINE, pod=LARGE_POD, session=session(state="planned"), away=PEOPLE, needs=needs),
    )
    for name, page, pages in (("one page", 0, 1), ("the first", 0, 3), ("in the middle", 1, 3)):
        total = 1 if pages == 1 else 20
        found = Overview(pods=(*lines, *lines), total=total, page=page, pages=pages)
        yield _shown(f"overview: {name}", overview_views.overview, found)


def _shown(name: str, view: Callable[[Words, Any], dict[str, Any]], model: object) -> Sample:
    return Sample(name, lambda words: view(words, model))


def _done(number: int, text: Callable[[Words], str]) -> Sample:
    return Sample(f"done: {number}", lambda words: help_views.done(words, text(words)))
