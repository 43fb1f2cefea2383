"""Who runs a pod: the form for it, handing over, and what people are told of it."""

from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.read_models import RoleNote, SessionLine, WhoRuns
from podsprint.domain.visibility import Role
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import kind, ring_line

_HANDED = ("host", "host_before")


def roles_form(words: Words, model: WhoRuns) -> dict[str, Any]:
    """Who facilitates, who stands in, and what the facilitator is to the leaders."""

    def label(key: str) -> str:
        return words.plain(f"roles.form.{key}")

    pod = model.pod
    return blocks.modal(
        Form.ROLES,
        label("title"),
        blocks.section(words("roles.form.lead", pod=pod.name)),
        ring_line(words, "pod", "one"),
        blocks.field(
            "facilitator",
            label("facilitator"),
            blocks.person_input(pod.facilitator),
            hint=label("facilitator_hint"),
        ),
        blocks.field(
            "role",
            label("role"),
            blocks.radio([(role, words.plain(f"roles.form.is_{role}")) for role in Role], pod.facilitator_role),
            hint=label("role_hint"),
        ),
        blocks.field(
            "deputy",
            label("deputy"),
            blocks.person_input(pod.deputy or None),
            hint=label("deputy_hint"),
            optional=True,
        ),
        submit=label("submit"),
        close=words.plain("common.button.cancel"),
        meta={"pod": pod.id},
    )


def who_runs(words: Words, model: WhoRuns) -> dict[str, Any]:
    """Who runs a pod, for somebody who may not change it; with a button if they may take over."""
    pod = model.pod
    said = [words("roles.runs.facilitator", pod=pod)]
    if pod.deputy:
        said.append(words("roles.runs.deputy", pod=pod))
    said.append(words(f"roles.runs.ground_{model.ground}" if model.ground else "roles.runs.no_ground", pod=pod))
    take = blocks.button(words.plain("common.button.take_over"), Act.TAKE_OVER, pod.id)
    return blocks.modal(
        "who_runs",
        words.plain("roles.runs.title"),
        blocks.section("\n".join(said)),
        [blocks.actions(take)] if model.ground else [],
        close=words.plain("common.button.close"),
    )


def hand_over_form(words: Words, session: SessionLine, host: str) -> dict[str, Any]:
    """Who is to run a session."""
    return blocks.modal(
        Form.HAND_OVER,
        words.plain("roles.hand_over.title"),
        blocks.section(words("roles.hand_over.lead", kind=kind(words, session), session=session, host=host)),
        ring_line(words, "pod", "one"),
        blocks.field(
            "host",
            words.plain("roles.hand_over.host"),
            blocks.person_input(),
            hint=words.plain("roles.hand_over.host_hint"),
        ),
        submit=words.plain("roles.hand_over.submit"),
        close=words.plain("common.button.cancel"),
        meta={"meeting": session.id},
    )


def note(words: Words, model: RoleNote) -> Message:
    """To somebody who runs a pod or a session now, or no longer does; with a way back."""
    key = f"roles.note.{model.what}" if model.stands else "roles.note.over"
    what = kind(words, model.session) if model.session else ""
    small = []
    if model.stands and model.sees_less:
        small.append(words(f"facilitator.sees_less.{model.sees_less}"))
    return blocks.message(
        blocks.section(words(key, note=model, kind=what)),
        [blocks.context(*small)] if small else [],
        _way_back(words, model) if model.stands else [],
    )


def _way_back(words: Words, model: RoleNote) -> list[Block]:
    if model.what == "relieved":
        return [blocks.actions(blocks.button(words.plain("common.button.undo_role"), Act.UNDO_ROLE, model.note_id))]
    if model.what == "deputy":
        return [blocks.actions(blocks.button(words.plain("common.button.take_over"), Act.TAKE_OVER, model.pod.id))]
    if model.what in _HANDED and model.session:
        label, act = ("hand_back", Act.HAND_BACK) if model.what == "host" else ("hand_over_again", Act.HAND_OVER)
        return [blocks.actions(blocks.button(words.plain(f"common.button.{label}"), act, model.session.id))]
    return []
