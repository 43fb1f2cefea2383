"""Samples of what is one's own: notes and lines, their forms and their lists."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from podsprint.domain.privacy import Ring
from podsprint.domain.problems import problem
from podsprint.domain.read_models import (
    EntriesPage,
    ExperimentLine,
    LinesPage,
    NoteLine,
    NotesPage,
    OwnEntry,
    ReflectionLine,
)
from podsprint.domain.reflections import MAX_LINE
from podsprint.slack.samples.made import (
    EXPERIMENTS,
    HYPOTHESIS,
    LONG_EXPERIMENT,
    MORNING,
    TODAY,
    Sample,
    long,
    pod,
    session,
)
from podsprint.slack.text import Words
from podsprint.slack.views import entries, lines, notes, offers

_NOTE = NoteLine(id=7, experiment_id=3, about=HYPOTHESIS, on=TODAY, note="Two people spoke before me", ring=Ring.ME)
_LONG_NOTE = replace(_NOTE, about=LONG_EXPERIMENT.hypothesis, note=long(notes.NOTE_LIMIT), ring=Ring.POD)
_LINE = ReflectionLine(id=8, on=MORNING, choice="mixed", line="It helped to wait", ring=Ring.ME, prompt="")
_NOTES = {"short": _NOTE, "long": _LONG_NOTE, "quoted": replace(_NOTE, quoted=True)}


def samples(asked: tuple[str, ...]) -> Iterator[Sample]:
    """Notes and lines."""
    for some in (EXPERIMENTS[:1], EXPERIMENTS):
        yield _observation(f"{len(some)}", some, note="")
        yield _observation(f"{len(some)}, with a note", some, note=long(notes.NOTE_LIMIT))
    yield Sample(
        "observation_form: a long message of somebody's",
        lambda words: notes.observation_form(
            words, EXPERIMENTS[:1], note=long(notes.NOTE_LIMIT), quoted=True, cut=True
        ),
    )
    for to in (None, "U0SAMPLE2"):
        yield _offer(to)
    yield Sample("offer ended", offers.ended)
    over = problem("session_over", kind="standup", number=2)
    yield Sample(
        "observation_form: instead",
        lambda words: notes.observation_form(words, EXPERIMENTS, note="They waited", instead=over, ring=Ring.POD),
    )
    yield Sample("somebody named in a message", lambda words: words.plain("note.message.someone"))
    for name, note in _NOTES.items():
        yield from _note(name, note)
    for name, page in (
        ("none", NotesPage(experiment=EXPERIMENTS[0], notes=())),
        ("most", NotesPage(experiment=LONG_EXPERIMENT, notes=(_NOTE, *(_LONG_NOTE,) * 7), more=True)),
    ):
        yield _notes(name, page)
    for about in (HYPOTHESIS, long(1000)):
        yield _reflect(about, "")
    for question in (*asked[:1], "gone"):
        yield _reflect("", question)
    told = (_LINE, replace(_LINE, choice="", prompt="gone"), replace(_LINE, of_entry=True, ring=Ring.POD))
    most = (*told, *(replace(_LINE, line=long(MAX_LINE)),) * 5)
    for name, kept in (("none", LinesPage(lines=())), ("most", LinesPage(lines=most, more=True))):
        yield _lines(name, kept)
    entry = OwnEntry(
        check_in_id=9,
        session=session(),
        pod="Platform leads",
        said="I asked",
        ring=Ring.ME,
        on=MORNING,
        takes_changes=True,
    )
    kickoff = replace(entry, session=session(kind="kickoff"), ring=Ring.POD, said=long(2000), takes_changes=False)
    full = EntriesPage(entries=(entry, kickoff) * 4, more=True)
    for name, shown in (("none", EntriesPage(entries=())), ("most", full)):
        yield _entries(name, shown)
    for one in (entry, kickoff, replace(entry, said="")):
        yield _withdraw(one)
        yield _withdrawn(one.session.kind)
    for line in most[:4]:
        yield from _line(line)


def _observation(name: str, some: Sequence[ExperimentLine], *, note: str) -> Sample:
    chosen = some[0].id if note else None
    return Sample(
        f"observation_form: {name}", lambda words: notes.observation_form(words, some, chosen=chosen, note=note)
    )


def _note(name: str, note: NoteLine) -> Iterator[Sample]:
    yield Sample(f"noted: {name}", lambda words: notes.noted(words, note))
    yield Sample(f"change_note: {name}", lambda words: notes.change_form(words, note))
    yield Sample(f"note taken_back: {name}", lambda words: notes.taken_back(words, note))


def _notes(name: str, page: NotesPage) -> Sample:
    return Sample(f"notes_window: {name}", lambda words: notes.notes_window(words, page))


def _reflect(about: str, question: str) -> Sample:
    return Sample(
        f"reflect_form: {question or len(about)}",
        lambda words: lines.reflect_form(words, about=about, question_id=question, experiment=3, check_in=None),
    )


def _lines(name: str, page: LinesPage) -> Sample:
    return Sample(f"lines_window: {name}", lambda words: lines.lines_window(words, page))


def _offer(to: str | None) -> Sample:
    return Sample(f"offer_form: {to}", lambda words: offers.offer_form(words, pod(), to=to))


def _entries(name: str, page: EntriesPage) -> Sample:
    return Sample(f"entries_window: {name}", lambda words: entries.entries_window(words, page))


def _withdraw(entry: OwnEntry) -> Sample:
    return Sample(f"withdraw_form: {entry.session.kind}", lambda words: entries.withdraw_form(words, entry))


def _withdrawn(kind: str) -> Sample:
    def show(words: Words) -> dict[str, Any]:
        return entries.withdrawn(words, kind)

    return Sample(f"withdrawn: {kind}", show)


def _line(line: ReflectionLine) -> Iterator[Sample]:
    name = f"{line.choice} {line.prompt} {len(line.line)}"
    yield Sample(f"change_line: {name}", lambda words: lines.change_form(words, line))
    yield Sample(f"line taken_back: {name}", lambda words: lines.taken_back(words, line))
