"""The working day before: one message about every session somebody runs on that day."""

from slack_sdk.models.blocks import Block, ButtonElement

from podsprint.domain.read_models import Brief, BriefSession, LeaderLine
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act
from podsprint.slack.text import Words
from podsprint.slack.views.changes import undo_skip
from podsprint.slack.views.common import kind


def brief(words: Words, model: Brief) -> Message:
    """Who is in it, who is away, each experiment in a line, two questions that might serve, and what one can do."""
    first = model.sessions[0]
    if len(model.sessions) + model.more == 1:
        heading = words.plain("facilitator.brief.heading", kind=kind(words, first.session))
    else:
        heading = words.plain("facilitator.brief.heading_many", count=len(model.sessions) + model.more)
    alone = len(model.sessions) == 1
    parts = [block for one in model.sessions for block in _session(words, one, alone=alone)]
    more: list[Block] = [blocks.context(words("facilitator.brief.more", count=model.more))] if model.more else []
    if len(model.sessions) > 1:
        more.append(blocks.actions(blocks.button(words.plain("common.button.overview"), Act.OVERVIEW)))
    return blocks.message(blocks.header(heading), parts, more)


def _session(words: Words, one: BriefSession, *, alone: bool) -> list[Block]:
    what = kind(words, one.session)
    if one.stands != "planned":
        key = one.stands if one.stands in _STANDS else "other"
        undo = undo_skip(words, one.session.id, pod=one.pod.name)
        said = blocks.section(words(f"facilitator.brief.stands.{key}", one=one, kind=what))
        return [said, blocks.actions(undo)] if one.may_undo else [said]
    head = words("facilitator.brief.when", pod=one.pod, session=one.session, kind=what)
    here = tuple(leader for leader in one.pod.leaders if leader not in one.away)
    marks = [words("facilitator.brief.in", here=here)] if here else []
    if one.away:
        marks.append(words(f"facilitator.brief.{'away' if here else 'all_away'}", away=one.away))
    if one.stands_in:
        marks.append(words("facilitator.brief.stands_in", host=one.host))
    lines = _lines(words, one, clip=160 if alone else 60)
    first, second = (words.question(question_id) for question_id in one.questions)
    ahead = one.session.state == "planned"
    buttons = _buttons(words, one) if ahead else []
    return [
        blocks.section(head),
        blocks.context(*marks),
        *(blocks.sections("\n\n".join(lines) if alone else "\n".join(lines)) if lines else []),
        blocks.section(words("facilitator.brief.questions", first=first, second=second)),
        *([blocks.actions(*buttons)] if buttons else []),
        *([blocks.context(words(f"facilitator.sees_less.{one.sees_less}"))] if one.sees_less else []),
        *(
            [blocks.context(words("facilitator.brief.small_print", command=one.session.kind))]
            if alone and ahead and one.session.kind != "kickoff"
            else []
        ),
    ]


_STANDS = ("moved", "skipped", "handed_over", "closed", "missed")


def _buttons(words: Words, one: BriefSession) -> list[ButtonElement]:
    def button(label: str, act: Act) -> ButtonElement:
        text = words.plain(f"common.button.{label}")
        return blocks.button(text, act, one.session.id, label=f"{text}: {one.pod.name}")

    return [
        button("change_session", Act.CHANGE_SESSION),
        button("skip", Act.SKIP_SESSION),
        button("hand_over", Act.HAND_OVER),
    ]


def _lines(words: Words, one: BriefSession, *, clip: int) -> list[str]:
    lines: list[str] = [_leader(words, line, clip=clip) for line in one.lines if line.hypothesis]
    silent = tuple(line.leader for line in one.lines if not line.hypothesis)
    if lines and silent:  # whether there is one is its leader's to say
        lines.append(words("facilitator.brief.silent", leaders=silent))
    elif silent:
        lines.append(words("facilitator.brief.silent_all"))
    return lines


def _leader(words: Words, line: LeaderLine, *, clip: int) -> str:
    return words(f"facilitator.brief.{'line_commitment' if line.commitment else 'line'}", line=line, limit=clip)
