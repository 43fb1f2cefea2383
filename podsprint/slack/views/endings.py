"""A sprint's end: the short form after the retro, what it came to, and what comes next."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.boosters import BoosterAnswer
from podsprint.domain.figures import MAX_PROGRESS, MAX_SCORE, MIN_PROGRESS, MIN_SCORE, Statement
from podsprint.domain.form_models import BoosterForm, EndingForm
from podsprint.domain.practices import GoOn, Practice, Verdict, Vote
from podsprint.domain.read_models import BoosterLine, Ending, PracticesView, ProgressLine, SprintEnded
from podsprint.domain.reflections import MAX_LINE
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import crossing_field, ring_line

PRACTICE, PULSE = "practice_", "pulse_"  # what the names of these fields begin with


def ending_form(words: Words, form: EndingForm) -> dict[str, Any]:
    """Two minutes at most, every part optional, every part with its ring (W8, L12, L15, W12)."""
    return blocks.modal(
        Form.ENDING,
        words.plain("ending.form.title"),
        blocks.section(words("ending.form.lead", form=form)),
        ring_line(words, "each_part", "two"),
        _going_on(words, form),
        _practices(words, form),
        _pulse(words, form),
        _progress(words, form),
        _crossing(words, form),
        submit=words.plain("ending.form.submit"),
        close=words.plain("ending.form.skip"),
        meta={
            "meeting": form.meeting_id,
            "experiment": form.learning.experiment_id if form.learning else None,
        },
    )


def progress_field(words: Words, key: str, value: int | None) -> list[Block]:
    """How far one feels one is, for oneself alone (L15)."""
    degrees = [(str(number), str(number)) for number in range(MIN_PROGRESS, MAX_PROGRESS + 1)]
    return [
        blocks.field(
            "progress",
            words.plain(f"ending.progress.{key}"),
            blocks.choice(degrees, str(value) if value else None),
            hint=words.plain("ending.progress.hint"),
            optional=True,
        ),
        blocks.context(words("ending.progress.ring")),
    ]


def ended(words: Words, model: SprintEnded) -> Message:
    """For the facilitator: the sprint is over, what the pod said, and a next one if they start it (W12)."""
    cadence = words.plain(f"sprint.cadence.{model.following.cadence}")
    start = words.plain("common.button.start_next", number=model.following.number)
    return blocks.message(
        blocks.header(words.plain("ending.ended.heading", model=model)),
        result(words, model.ending, tells_silence=True),
        blocks.section(words("ending.ended.next", model=model, cadence=cadence)),
        blocks.actions(blocks.button(start, Act.START_SPRINT, model.pod_id, label=f"{start}: {model.pod}")),
        blocks.context(words("ending.ended.small_print")),
    )


def result(words: Words, ending: Ending, *, tells_silence: bool = False) -> list[Block]:
    """What the pod said: what it changes, whether it goes on, how safe it felt where five or more answered (S4). That
    nobody has said whether to go on is for the facilitator alone to know."""
    found: list[Block] = []
    if ending.decisions:
        lines = [
            words(f"ending.result.{decided}", practice=words.plain(f"ending.practice.{practice}"))
            for practice, decided in ending.decisions
        ]
        found.append(blocks.section("\n".join((words("ending.result.practices"), *lines))))
    if tells_silence or ending.verdict != Verdict.UNSAID:
        found.append(blocks.section(words(f"ending.verdict.{ending.verdict}")))
    if ending.pulse is not None:
        means = ending.pulse.means
        lines = [
            words("ending.result.mean", statement=words.plain(f"ending.pulse.{name}"), mean=means[name])
            for name in Statement
            if name in means
        ]
        found.append(blocks.section("\n".join((words("ending.result.pulse", people=ending.pulse.people), *lines))))
    elif ending.pulse_few:
        found.append(blocks.context(words("ending.result.pulse_few")))
    return found


def stopped_line(words: Words, stopped: Sequence[str]) -> Block:
    """What the pod has voted off, and where it can be had back."""
    names = ", ".join(words.plain(f"ending.practice.{practice}") for practice in stopped)
    return blocks.context(words("ending.practices.stopped", practices=names))


def practices(words: Words, model: PracticesView) -> Message:
    """A pod's practices, on and off."""
    lines = [
        words(
            f"ending.practices.{'off' if practice in model.stopped else 'on'}",
            practice=words.plain(f"ending.practice.{practice}"),
        )
        for practice in Practice
    ]
    return blocks.message(
        blocks.section("\n".join((words("ending.practices.heading", model=model), *lines))),
        blocks.context(words("ending.practices.small_print")),
    )


def practices_form(words: Words, model: PracticesView) -> dict[str, Any]:
    """For the facilitator: what was voted off can be had back."""
    options = [(practice, words.plain(f"ending.practice.{practice}")) for practice in model.stopped]
    return blocks.modal(
        Form.PRACTICES,
        words.plain("ending.practices.title"),
        blocks.section(words("ending.practices.lead", model=model)),
        ring_line(words, "pod", "one"),
        blocks.field("practices", words.plain("ending.practices.back"), blocks.checkboxes(options)),
        submit=words.plain("ending.practices.submit"),
        close=words.plain("common.button.cancel"),
        meta={"pod": model.pod_id},
    )


def booster_form(words: Words, form: BoosterForm) -> dict[str, Any]:
    """Still doing it (L10)? One button; a line if one likes."""
    options = [(answer, words.plain(f"booster.answer.{answer}")) for answer in BoosterAnswer]
    return blocks.modal(
        Form.BOOSTER,
        words.plain("booster.form.title"),
        blocks.section(words("booster.form.lead", form=form)),
        ring_line(words, "me", "one"),
        blocks.field("answer", words.plain("booster.form.answer"), blocks.radio(options)),
        blocks.field(
            "line", words.plain("booster.form.line"), blocks.text_input(limit=MAX_LINE, lines=True), optional=True
        ),
        [blocks.context(words("booster.form.last"))] if form.last else [],
        submit=words.plain("booster.form.submit"),
        close=words.plain("common.button.cancel"),
        meta={"booster": form.booster_id},
    )


def home_boosters(words: Words, lines: Sequence[BoosterLine]) -> list[Block]:
    """On the Home tab: what is waiting for a look back."""
    return [booster_line(words, line) for line in lines]


def booster_line(words: Words, line: BoosterLine) -> Block:
    """Still doing it? One button away."""
    label = words.plain("common.button.look_again")
    return blocks.section(
        words("booster.digest", line=line),
        accessory=blocks.button(label, Act.LOOK_AGAIN, line.id, label=f"{label}: {line.hypothesis}"),
    )


def home_progress(words: Words, lines: Sequence[ProgressLine]) -> list[Block]:
    """On the Home tab: one's own ratings."""
    if not lines:
        return []
    said = [words(f"ending.progress.{_rated(line)}", line=line) for line in lines]
    return [blocks.context("\n".join((words("ending.progress.home"), *said)))]


def _rated(line: ProgressLine) -> str:
    if line.start is None:
        return "only_end"
    return "only_start" if line.end is None else "both"


def _going_on(words: Words, form: EndingForm) -> list[Block]:
    options = [(answer, words.plain(f"ending.go_on.{answer}")) for answer in GoOn]
    return [
        blocks.field(
            "go_on", words.plain("ending.go_on.label"), blocks.radio(options, form.go_on or None), optional=True
        ),
        blocks.context(words("ending.go_on.ring")),
    ]


def _practices(words: Words, form: EndingForm) -> list[Block]:
    if not form.practices:
        return []
    options = [(vote, words.plain(f"ending.vote.{vote}")) for vote in Vote]
    return [
        blocks.divider(),
        blocks.section(words("ending.vote.lead")),
        blocks.context(words("ending.vote.ring")),
        *(
            blocks.field(
                f"{PRACTICE}{practice}",
                words.plain(f"ending.practice.{practice}"),
                blocks.choice(options, form.votes.get(practice)),
                optional=True,
            )
            for practice in form.practices
        ),
    ]


def _pulse(words: Words, form: EndingForm) -> list[Block]:
    if not form.pulse:
        return [blocks.divider(), blocks.context(words("ending.pulse.too_few"))]
    if form.pulse_answered:
        return [blocks.divider(), blocks.context(words("ending.pulse.answered"))]
    scores = [(str(score), words.plain(f"ending.pulse.score_{score}")) for score in range(MIN_SCORE, MAX_SCORE + 1)]
    return [
        blocks.divider(),
        blocks.section(words("ending.pulse.lead")),
        blocks.context(words("ending.pulse.ring")),
        *(
            blocks.field(f"{PULSE}{name}", words.plain(f"ending.pulse.{name}"), blocks.choice(scores), optional=True)
            for name in Statement
        ),
    ]


def _progress(words: Words, form: EndingForm) -> list[Block]:
    return [blocks.divider(), *progress_field(words, "end", form.progress)]


def _crossing(words: Words, form: EndingForm) -> list[Block]:
    if form.learning is None:
        return []
    return [blocks.divider(), *crossing_field(words, form.learning)]
