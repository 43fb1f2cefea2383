"""What holds for a whole workspace: the admins' form, what others see of it, and where to find help."""

from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.read_models import HelpContacts, RetentionNotice, RetentionOff, WorkspaceSettings
from podsprint.domain.workspace import FOR_EVER, KEEP_MONTHS, MAX_CONTACTS
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import ring_line


def help_contacts(words: Words, model: HelpContacts) -> Message:
    """Where to find help, and nothing else. For whoever wrote it alone."""
    return blocks.message(
        blocks.section(words("workspace.help.lead")),
        blocks.sections(model_contacts(words, model.contacts)),
        blocks.context(words("workspace.help.small_print")),
    )


def retention_notice(words: Words, model: RetentionNotice) -> Message:
    """What goes when, what stays, and how to take a copy."""
    lines = [words("workspace.notice.sprint", sprint=sprint) for sprint in model.sprints]
    lines += [words("workspace.notice.more")] if model.more else []
    return blocks.message(
        blocks.section(words("workspace.notice.lead", notice=model)),
        [blocks.section("\n".join(lines))] if lines else [],
        blocks.section(words("workspace.notice.stays")),
        blocks.actions(blocks.button(words.plain("own_data.forget.export"), Act.EXPORT)),
        blocks.context(words("workspace.notice.small_print")),
    )


def retention_off(words: Words, model: RetentionOff) -> Message:
    """What was announced does not come."""
    return blocks.message(
        blocks.section(words("workspace.notice.called_off", day=model.on)),
        blocks.context(words("workspace.notice.small_print")),
    )


def settings_form(words: Words, model: WorkspaceSettings) -> dict[str, Any]:
    """What an admin decides for everyone."""

    def label(key: str) -> str:
        return words.plain(f"workspace.form.{key}")

    options = [(str(months), words.plain("workspace.form.months", months=months)) for months in KEEP_MONTHS]
    keep = [(str(FOR_EVER), label("for_ever")), *options]
    return blocks.modal(
        Form.WORKSPACE,
        label("title"),
        ring_line(words, "workspace", "one"),
        blocks.field(
            "contacts",
            label("contacts"),
            blocks.text_input(initial=model.contacts, limit=MAX_CONTACTS, lines=True),
            hint=label("contacts_hint"),
            optional=True,
        ),
        blocks.context(words("workspace.form.usual", usual=words("workspace.help.usual"))),
        blocks.field(
            "keep_months",
            label("keep"),
            blocks.choice(keep, str(model.keep_months)),
            hint=label("keep_hint"),
        ),
        blocks.context(words("workspace.form.goes")),
        _changed(words, model),
        submit=label("submit"),
        close=words.plain("common.button.cancel"),
        meta={"version": model.version},
    )


def shown(words: Words, model: WorkspaceSettings) -> dict[str, Any]:
    """The same to read, for whoever is no admin."""
    return _window(words, model, words("workspace.shown.admins"))


def kept(words: Words, model: WorkspaceSettings) -> dict[str, Any]:
    """What holds from now on."""
    return _window(words, model, words("workspace.shown.kept"))


def model_contacts(words: Words, contacts: str) -> str:
    """The company's own words, else the usual ones."""
    return words("workspace.help.own", contacts=contacts) if contacts else words("workspace.help.usual")


def _window(words: Words, model: WorkspaceSettings, small_print: str) -> dict[str, Any]:
    months = model.keep_months
    return blocks.modal(
        "workspace_shown",
        words.plain("workspace.form.title"),
        blocks.section(words("workspace.shown.keep", months=months) if months else words("workspace.shown.for_ever")),
        blocks.section(words("workspace.shown.contacts")),
        blocks.sections(model_contacts(words, model.contacts)),
        _changed(words, model),
        blocks.context(small_print),
        close=words.plain("common.button.close"),
    )


def _changed(words: Words, model: WorkspaceSettings) -> list[Block]:
    lines = [words("workspace.shown.changed", model=model)] if model.changed_at else []
    lines += [words("workspace.shown.next", day=model.clears_on)] if model.clears_on else []
    return [blocks.context(*lines)] if lines else []
