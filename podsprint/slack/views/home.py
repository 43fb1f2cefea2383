"""The Home tab: the product's front page, for anybody who opens it."""

from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from podsprint.domain.read_models import Home, PodToday, SessionLine
from podsprint.slack import blocks
from podsprint.slack.ids import Act
from podsprint.slack.text import Words
from podsprint.slack.views import endings, experiments, offers, programmes
from podsprint.slack.views.common import kind
from podsprint.slack.views.lines import line_blocks

MOST_BLOCKS = 100  # Slack takes no Home tab with more


def home(words: Words, model: Home) -> dict[str, Any]:
    """Today first, then what is one's own, then the pods; a facilitator's pods come first for whoever leads in none."""
    if not model.pods and not model.facilitated:
        kept = _kept(words, model)
        own = [*kept, _help(words)] if kept else []
        return blocks.home(_empty(words), own, programmes.home_lines(words, model.programmes), _workspace(words, model))
    shown = [
        *(_led(words, model) if model.pods else []),
        *_facilitated(words, model),
        *([] if model.pods else _kept(words, model)),
        *offers.on_home(words, model),
        *([blocks.context(words("home.pods.more"))] if model.more_pods else []),
        *_rhythm(words, model),
        *programmes.home_lines(words, model.programmes),
        *_workspace(words, model),
    ]
    if len(shown) >= MOST_BLOCKS:
        shown = [*shown[: MOST_BLOCKS - 2], blocks.context(words("home.too_much"))]
    return blocks.home(shown, _help(words))


def _workspace(words: Words, model: Home) -> list[Block]:
    """For an admin: what holds for everyone."""
    if not model.runs_workspace:
        return []
    button = blocks.button(words.plain("home.workspace.button"), Act.WORKSPACE)
    return [blocks.section(words("home.workspace.text"), accessory=button)]


def _help(words: Words) -> Block:
    """Where to find everything one can do, and everything of one's own to take along (S5)."""
    export = blocks.button(words.plain("home.export"), Act.EXPORT)
    return blocks.section(words("home.help"), accessory=export)


def _rhythm(words: Words, model: Home) -> list[Block]:
    """What the week has asked of them (N7), and the button for their own rhythm."""
    lines: list[str] = []
    if model.away_until is not None:
        lines.append(words("home.rhythm.away", until=model.away_until))
    if model.week is not None:
        lines.append(words("home.rhythm.week", asked=model.week.minutes, live=model.week.live_minutes))
        if model.week.is_full:
            lines.append(words("home.rhythm.full", ceiling=model.week.ceiling // 60))
    button = blocks.button(words.plain("home.rhythm.button"), Act.MY_RHYTHM)
    return [blocks.divider(), blocks.section("\n".join(lines), accessory=button)] if lines else []


def _led(words: Words, model: Home) -> list[Block]:
    return [
        blocks.header(words.plain("home.today.heading")),
        *(block for today in sorted(model.pods, key=_soonest) for block in _today(words, today)),
        *_own(words, model),
        blocks.divider(),
        blocks.header(words.plain("home.pods.heading")),
        *(block for today in model.pods for block in _pod(words, today)),
    ]


def _soonest(today: PodToday) -> tuple[bool, bool, float]:
    """What is open comes first, then what comes next; pods with nothing ahead come last."""
    if today.session is None:
        return True, today.late is None, 0.0
    return False, today.session.state != "open", today.session.opens_at.timestamp()


def _own(words: Words, model: Home) -> list[Block]:
    return [
        *endings.home_boosters(words, model.boosters),
        *_experiments(words, model),
        *endings.home_progress(words, model.progress),
        *_reflections(words, model),
    ]


def _kept(words: Words, model: Home) -> list[Block]:
    """What is one's own stays so after one has left a pod, or it has ended."""
    return _own(words, model) if model.experiments or model.reflections or model.progress else []


def _facilitated(words: Words, model: Home) -> list[Block]:
    """A block a pod, with the one thing to do next: a facilitator may have a dozen."""
    if not model.facilitated:
        return []
    return [
        *([blocks.divider()] if model.pods else []),
        blocks.header(words.plain("home.facilitated.heading")),
        *(block for today in model.facilitated for block in _facilitated_line(words, today)),
        blocks.actions(*_in_one_view(words, model.facilitated)),
    ]


def _in_one_view(words: Words, facilitated: tuple[PodToday, ...]) -> list[ButtonElement]:
    """Every pod with buttons for what it needs, and what came of its sprints, which stands beside each in there."""
    if len(facilitated) > 1:
        return [blocks.button(words.plain("home.facilitated.overview"), Act.OVERVIEW)]
    report = _button(words.plain("common.button.report"), Act.REPORT, facilitated[0].pod.id, facilitated[0])
    return [blocks.button(words.plain("home.facilitated.overview_one"), Act.OVERVIEW), report]


def _facilitated_line(words: Words, today: PodToday) -> list[Block]:
    pod, session = today.pod, today.session
    lines: list[str] = [words("home.facilitated.line", pod=pod)]
    if session is not None:
        lines.append(_when(words, today, session))
    elif not pod.has_charter:
        lines.append(words("home.pods.no_charter"))
    elif pod.paused_at is not None:
        lines.append(words("home.facilitated.paused", pod=pod))
    else:
        lines.append(words("home.pods.no_sprint") if pod.sprint is None else words("home.facilitated.held"))
    if today.waiting_for:
        lines.append(words("home.today.waiting_for", waiting_for=today.waiting_for))
    # A charter or a sprint that is missing is in the line already, with its button.
    needs = [words(f"home.facilitated.needs.{need}") for need in today.needs if need not in ("charter", "sprint")]
    return [
        blocks.section("\n".join(lines), accessory=_next_for_facilitator(words, today)),
        *([blocks.context("\n".join(needs))] if needs else []),
    ]


def _next_for_facilitator(words: Words, today: PodToday) -> ButtonElement | None:
    if not today.pod.has_charter:
        return _button(words.plain("common.button.charter"), Act.WRITE_CHARTER, today.pod.id, today)
    if today.pod.sprint is None:
        return _button(words.plain("common.button.start_sprint"), Act.START_SPRINT, today.pod.id, today)
    if today.pod.paused_at is not None:
        return _resume(words, today)
    if today.session is not None:
        return _button(words.plain("common.button.change_session"), Act.CHANGE_SESSION, today.session.id, today)
    return None


def _resume(words: Words, today: PodToday) -> ButtonElement:
    button = _button(words.plain("changes.button.resume"), Act.RESUME_SPRINT, today.pod.sprint_id, today)
    cancel = words.plain("common.button.cancel")
    button.confirm = blocks.confirm(
        words.plain("changes.button.resume"),
        words.plain("home.facilitated.resume_sure"),
        words.plain("changes.button.resume"),
        cancel,
    )
    return button


def _empty(words: Words) -> list[Block]:
    return [
        blocks.header(words.plain("home.empty.heading")),
        blocks.section(words("home.empty.text")),
        blocks.actions(blocks.button(words.plain("common.button.start_pod"), Act.START_POD, style="primary")),
        blocks.context(words("home.empty.privacy")),
    ]


def _today(words: Words, today: PodToday) -> list[Block]:
    lines: list[Block] = []
    if today.session is None:
        key = "paused" if today.pod.paused_at else "idle"
        lines.append(blocks.section(words(f"home.today.{key}", pod=today.pod)))
    else:
        lines.append(_session(words, today, today.session))
    if today.late is not None:
        lines.append(_late(words, today, today.late))
    if not today.commitment:
        return lines
    key = "commitment_by" if today.commitment_by else "commitment"
    said = words(f"home.today.{key}", commitment=today.commitment, by=today.commitment_by)
    return [*lines, blocks.context(said)]


def _session(words: Words, today: PodToday, session: SessionLine) -> Block:
    text = words("home.today.line", pod=today.pod.name, when=_when(words, today, session))
    if session.state != "open":
        return blocks.section(text)
    label = words.plain(f"common.button.{'check_in_again' if today.checked_in else 'check_in'}")
    return blocks.section(
        text,
        accessory=_button(label, Act.CHECK_IN, session.id, today, style=None if today.checked_in else "primary"),
    )


def _when(words: Words, today: PodToday, session: SessionLine) -> str:
    """The open session or the next one, in a line."""
    key = "next" if session.state != "open" else "open_in" if today.checked_in else "open"
    return words(
        f"home.today.{key}",
        kind=kind(words, session),
        opens_at=session.opens_at,
        closes_at=session.closes_at,
        zone=session.zone,
        channel=today.pod.channel,
    )


def _late(words: Words, today: PodToday, session: SessionLine) -> Block:
    return blocks.section(
        words("home.today.late", pod=today.pod.name, kind=kind(words, session)),
        accessory=_button(words.plain("common.button.check_in_late"), Act.CHECK_IN, session.id, today),
    )


def _experiments(words: Words, model: Home) -> list[Block]:
    shown = [block for line in model.experiments for block in experiments.line_blocks(words, line, with_buttons=True)]
    more = [blocks.context(words("home.experiments.more"))]
    return [
        blocks.divider(),
        blocks.header(words.plain("home.experiments.heading")),
        *(shown or [blocks.section(words("home.experiments.none"))]),
        *(more if model.more_experiments else []),
        *([blocks.actions(_new_experiment(words, model))] if model.pods else []),
    ]


def _reflections(words: Words, model: Home) -> list[Block]:
    lines = [block for line in model.reflections for block in line_blocks(words, line)]
    entries = blocks.button(words.plain("common.button.entries"), Act.ENTRIES)
    everything = blocks.button(words.plain("common.button.all_lines"), Act.LINES)
    return [
        blocks.divider(),
        blocks.header(words.plain("home.reflections.heading")),
        *(lines or [blocks.section(words("home.reflections.none"))]),
        blocks.actions(entries, *([everything] if model.more_reflections else [])),
        blocks.context(words("home.reflections.ring")),
    ]


def _pod(words: Words, today: PodToday) -> list[Block]:
    pod = today.pod
    marks = [words("home.pods.goal", pod=pod)] if pod.goal else [words("home.pods.no_charter")]
    marks.append(words("home.pods.sprint", pod=pod) if pod.sprint else words("home.pods.no_sprint"))
    charter = _button(words.plain("common.button.charter"), Act.WRITE_CHARTER, pod.id, today)
    return [
        blocks.section(
            words("home.pods.line", pod=pod), accessory=None if pod.has_charter or today.is_facilitator else charter
        ),
        blocks.context(*marks),
    ]


def _button(text: str, act: Act, row: int, today: PodToday, *, style: str | None = None) -> ButtonElement:
    """A button of one pod among several: heard with the pod's name."""
    return blocks.button(text, act, row, style=style, label=f"{text}: {today.pod.name}")


def _new_experiment(words: Words, model: Home) -> ButtonElement:
    return blocks.button(words.plain("common.button.new_experiment"), Act.NEW_EXPERIMENT, model.pods[0].pod.id)
