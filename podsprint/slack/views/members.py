"""A pod's people: who is in it, who would like to be, and whom Slack kept out of the channel."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from podsprint.domain.audit import Action
from podsprint.domain.cadences import CADENCES
from podsprint.domain.pods import MAX_POD_NAME, SizeAdvice
from podsprint.domain.read_models import (
    JoinRequest,
    MembersView,
    NotInvited,
    PlaceNote,
    PodSettings,
    PodView,
    ProposalNote,
)
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form, Option
from podsprint.slack.text import Words
from podsprint.slack.views import merging
from podsprint.slack.views.common import ring_line, weekdays

# Reasons of Slack's that have words of their own in ``prompts/en/members.yaml``.
_EXPLAINED = (
    "user_is_restricted",
    "ura_max_channels",
    "user_not_found",
    "cant_invite",
    "is_archived",
    "not_in_channel",
    "channel_not_found",
    "missing_scope",
)


_ANSWERS = {"join": (Act.ACCEPT_JOIN, Act.DECLINE_JOIN), "merge": (Act.ACCEPT_MERGE, Act.DECLINE_MERGE)}


def not_invited(words: Words, model: NotInvited) -> Message:
    """Whom Slack did not let us bring into the channel: each with the reason and what helps."""

    def reason(code: str) -> str:
        return words(f"members.not_invited.reason.{code if code in _EXPLAINED else 'other'}", code=code)

    lines = [words("members.not_invited.line", line=line, reason=reason(line.code)) for line in model.lines]
    return blocks.message(
        blocks.header(words.plain("members.not_invited.heading", pod=model.pod)),
        blocks.sections("\n".join([words("members.not_invited.text", channel=model.channel), *lines])),
        blocks.section(words("members.not_invited.kept")),
        blocks.actions(blocks.button(words.plain("common.button.try_again"), Act.TRY_AGAIN, model.pod_id)),
    )


def members_window(words: Words, model: MembersView, chosen: Sequence[str] = ()) -> dict[str, Any]:
    """Who is in the pod. Whoever may change that can add people, take them out, and answer who asks to join."""
    pod, mine = model.pod, model.reader in model.pod.leaders
    advice = f"members.advice.{model.advice}" if model.advice != SizeAdvice.FINE else ""
    rows = [_leader(words, model, leader) for leader in pod.leaders]
    adding = [
        blocks.field("people", words.plain("members.add.people"), blocks.people_input(chosen), hint=_hint(words)),
        merging.size_reason(words),
    ]
    may = model.may_change
    return blocks.modal(
        Form.ADD_MEMBERS if may else "members",
        words.plain("members.title"),
        blocks.section(words("members.lead", pod=pod)),
        ring_line(words, "pod", "one") if may else blocks.context(words("common.ring.pod")),
        rows,
        [blocks.section(words(advice, count=len(pod.leaders)))] if advice and may else [],
        [block for request in model.requests for block in _request(words, request)] if may else [],
        adding if may else [],
        [blocks.actions(_note_away(words, pod.id))] if may else [],
        [blocks.actions(_leave(words, pod.id))] if mine else [],
        submit=words.plain("members.add.submit") if may else None,
        close=words.plain("common.button.close"),
        meta={"pod": pod.id},
    )


def proposal(words: Words, model: ProposalNote) -> Message:
    """Somebody would like to join: yes or no, and afterwards what was said."""
    count = len(model.pod.leaders)
    kind = f"members.{model.kind}"
    lines = [words(f"{kind}.asked", note=model, count=count)]
    if model.answer:
        lines.append(words(f"{kind}.{model.answer}", note=model))
    accept, decline = _ANSWERS[model.kind]
    buttons = blocks.actions(
        blocks.button(words.plain(f"{kind}.accept"), accept, model.id, style="primary"),
        blocks.button(words.plain(f"{kind}.decline"), decline, model.id),
    )
    return blocks.message(
        blocks.header(words.plain(f"{kind}.heading", pod=model.pod)),
        blocks.section("\n".join(lines)),
        [] if model.answer else [blocks.context(words(f"{kind}.small_print")), buttons],
    )


def place(words: Words, model: PlaceNote) -> Message:
    """What has happened to somebody's place in a pod, kindly and with what stays theirs."""
    advice = [] if model.advice == SizeAdvice.FINE else [words(f"members.advice.{model.advice}", count=model.leaders)]
    key = model.what.replace(".", "_")
    manage = blocks.actions(blocks.button(words.plain("members.manage"), Act.MEMBERS, model.pod_id))
    return blocks.message(
        blocks.section(words(f"members.place.{key}", note=model)),
        [blocks.section(line) for line in advice],
        [manage] if model.what == Action.MEMBER_LEFT else [],
    )


def left(words: Words, pod: PodView) -> dict[str, Any]:
    """You have left."""
    return merging.window(words, words("members.left", pod=pod))


def answered(words: Words, model: ProposalNote) -> dict[str, Any]:
    """What was said."""
    return merging.window(words, words(f"members.{model.kind}.{model.answer}", note=model))


def asked(words: Words, facilitator: str) -> str:
    """The facilitator has been asked."""
    return words("members.join.sent", facilitator=facilitator)


def kept(words: Words, pod: PodView) -> dict[str, Any]:
    """The settings are kept."""
    return merging.window(words, words("members.settings.kept", pod=pod))


def settings_form(words: Words, model: PodSettings) -> dict[str, Any]:
    """How the pod meets."""

    def label(key: str) -> str:
        return words.plain(f"pod.create.{key}")

    country = (model.country, model.country_name) if model.country else None
    return blocks.modal(
        Form.SETTINGS,
        words.plain("members.settings.title"),
        blocks.section(words("members.settings.lead", settings=model)),
        [blocks.section(words("members.settings.running"))] if model.running else [],
        ring_line(words, "pod", "one"),
        blocks.field("name", label("name"), blocks.text_input(initial=model.name, limit=MAX_POD_NAME)),
        blocks.field("meets_at", label("meets_at"), blocks.time_input(model.meets_at)),
        blocks.field(
            "zone",
            label("zone"),
            blocks.lookup(Option.ZONE, label("zone_placeholder"), (model.zone, model.zone.replace("_", " "))),
        ),
        blocks.field("works_on", label("works_on"), weekdays(words, model.works_on), hint=label("works_on_hint")),
        blocks.field(
            "country",
            label("country"),
            blocks.lookup(Option.COUNTRY, label("country_placeholder"), country),
            hint=label("country_hint"),
            optional=True,
        ),
        blocks.field(
            "cadence",
            words.plain("sprint.start.cadence"),
            blocks.radio([(name, words.plain(f"sprint.cadence.{name}")) for name in CADENCES], model.cadence),
        ),
        submit=words.plain("members.settings.submit"),
        close=words.plain("common.button.cancel"),
        meta={"pod": model.pod_id},
    )


def _hint(words: Words) -> str:
    return words.plain("members.add.people_hint")


def _leader(words: Words, model: MembersView, leader: str) -> Block:
    key = "facilitates" if leader == model.pod.facilitator else "leads"
    text = words(f"members.{key}", person=leader)
    if not model.may_change or leader == model.reader:
        return blocks.section(text)
    sure = blocks.confirm(
        words.plain("members.remove.title"),
        words.plain("members.remove.text"),
        words.plain("members.remove.confirm"),
        words.plain("common.button.cancel"),
    )
    value = f"{model.pod.id}:{leader}"
    button = blocks.button(words.plain("members.remove.button"), Act.REMOVE_MEMBER, value, confirm=sure)
    return blocks.section(text, accessory=button)


def _request(words: Words, request: JoinRequest) -> list[Block]:
    return [
        blocks.section(words("members.join.waiting", person=request.person)),
        blocks.actions(
            blocks.button(words.plain("members.join.accept"), Act.ACCEPT_JOIN, request.id),
            blocks.button(words.plain("members.join.decline"), Act.DECLINE_JOIN, request.id),
        ),
    ]


def _note_away(words: Words, pod_id: int) -> ButtonElement:
    return blocks.button(words.plain("members.note_away"), Act.NOTE_AWAY, pod_id)


def _leave(words: Words, pod_id: int) -> ButtonElement:
    sure = blocks.confirm(
        words.plain("members.leave.title"),
        words.plain("members.leave.text"),
        words.plain("members.leave.confirm"),
        words.plain("common.button.cancel"),
    )
    return blocks.button(words.plain("members.leave.button"), Act.LEAVE_POD, pod_id, confirm=sure)
