"""What can be done with an experiment in its state, and the forms that end one."""

from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.experiments import CLOSED, MAX_WHAT_CHANGED, ExperimentEvent, ExperimentState, events_from
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import ExperimentLine
from podsprint.slack import blocks
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import ring_line

CHANGE, NOTES, DROP, REOPEN, DELETE = "change", "notes", "drop", "reopen", "delete"


def what_to_do(words: Words, line: ExperimentLine) -> Block:
    """The buttons of its state, and a menu for what is rarely wanted."""
    about = words.plain("experiment.form.carried_line", line=line)

    def button(key: str, act: Act) -> Any:
        text = words.plain(f"common.button.{key}")
        return blocks.button(text, act, line.id, label=f"{text}: {about}")

    buttons = [button("observe", Act.OBSERVE)] if line.state not in CLOSED else []
    buttons.append(button("reflect", Act.REFLECT))
    menu = [(do, words.plain(f"common.button.{label}")) for do, label in _rarely(line)]
    return blocks.actions(*buttons, blocks.overflow(Act.EXPERIMENT_MENU, line.id, menu))


def drop_form(words: Words, line: ExperimentLine) -> dict[str, Any]:
    """Dropping it: one line, no drama (L12, L16)."""
    return blocks.modal(
        Form.DROP,
        words.plain("experiment.drop.title"),
        blocks.sections(words("experiment.drop.lead", line=line)),
        ring_line(words, "me", "one"),
        blocks.field(
            "what_changed",
            words.plain("experiment.drop.what_changed"),
            blocks.text_input(initial=line.what_changed, limit=MAX_WHAT_CHANGED, lines=True),
            hint=words.plain("experiment.drop.hint"),
        ),
        submit=words.plain("experiment.drop.submit"),
        close=words.plain("common.button.cancel"),
        meta={"experiment": line.id},
    )


def delete_form(words: Words, line: ExperimentLine) -> dict[str, Any]:
    """Deleting it: what goes with it."""
    return blocks.modal(
        Form.DELETE_EXPERIMENT,
        words.plain("experiment.delete.title"),
        blocks.sections(words("experiment.delete.lead", line=line)),
        ring_line(words, "me", "one"),
        submit=words.plain("experiment.delete.submit"),
        close=words.plain("common.button.keep"),
        meta={"experiment": line.id},
    )


def _rarely(line: ExperimentLine) -> list[tuple[str, str]]:
    events = events_from(ExperimentState(line.state))
    found = [(CHANGE, "edit")] if line.state not in CLOSED else []
    found.append((NOTES, "notes"))
    if ExperimentEvent.REOPEN in events:
        found.append((REOPEN, "reopen"))
    if ExperimentEvent.DROP in events:
        found.append((DROP, "drop_closed" if line.state in CLOSED else "drop"))
    if line.ring == Ring.ME:
        found.append((DELETE, "delete"))
    return found
