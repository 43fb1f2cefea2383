"""Entries of one's own: the list of them, and taking one back."""

from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import EntriesPage, OwnEntry
from podsprint.slack import blocks
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views import help as help_views
from podsprint.slack.views.common import kind, ring_line

CHANGE, SHOW, HIDE, WITHDRAW = "change", "show", "hide", "withdraw"


def entries_window(words: Words, page: EntriesPage) -> dict[str, Any]:
    """One's own entries, the newest first, each with what can still be done with it."""
    last = page.entries[-1].check_in_id if page.entries else ""
    older = blocks.button(words.plain("common.button.older"), Act.ENTRIES_OLDER, last)
    return blocks.modal(
        "entries",
        words.plain("session.entries.title"),
        [block for entry in page.entries for block in _entry(words, entry)],
        [] if page.entries else [blocks.section(words("session.entries.none"))],
        [blocks.actions(older)] if page.more else [],
        blocks.context(words("session.entries.ring")),
        close=words.plain("common.button.close"),
    )


def withdraw_form(words: Words, entry: OwnEntry) -> dict[str, Any]:
    """Taking an entry back: what goes, what stays, and no question why."""
    stays = "kickoff" if entry.session.kind == "kickoff" else "other"
    return blocks.modal(
        Form.WITHDRAW,
        words.plain("session.withdraw.title"),
        blocks.section(words("session.withdraw.lead", kind=kind(words, entry.session), pod=entry.pod)),
        [blocks.section(words("session.entry.words", words=entry.said))] if entry.said else [],
        blocks.section(words("session.withdraw.goes")),
        blocks.section(words(f"session.withdraw.stays_{stays}")),
        ring_line(words, "me", "one"),
        submit=words.plain("session.withdraw.submit"),
        close=words.plain("common.button.keep"),
        meta={"check_in": entry.check_in_id},
    )


def withdrawn(words: Words, kind: str) -> dict[str, Any]:
    """An entry has been taken back; this is what stays."""
    stays = words(f"session.withdraw.stays_{'kickoff' if kind == 'kickoff' else 'other'}")
    return help_views.window(
        words,
        words("session.withdraw.done", stays=stays),
        title=words.plain("session.withdraw.done_title"),
    )


def withdraw_button(words: Words, check_in_id: int | None) -> list[Block]:
    """Beside a form that is filled in again: taking the entry back as a whole."""
    if check_in_id is None:
        return []
    return [blocks.actions(blocks.button(words.plain("common.button.withdraw"), Act.WITHDRAW, check_in_id))]


def _entry(words: Words, entry: OwnEntry) -> list[Block]:
    ring = words(f"common.ring.{entry.ring}")
    other = (SHOW, "show_pod") if entry.ring == Ring.ME else (HIDE, "show_me")
    choices = [(CHANGE, "edit")] if entry.takes_changes else []
    choices += [other, (WITHDRAW, "withdraw")]
    text = words("session.entries.line", entry=entry, kind=kind(words, entry.session), ring=ring)
    menu = blocks.overflow(
        Act.ENTRY_MENU,
        entry.check_in_id,
        [(do, words.plain(f"common.button.{label}")) for do, label in choices],
    )
    first, *rest = blocks.sections(text)
    first.accessory = menu
    return [first, *rest]
