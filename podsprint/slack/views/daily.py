"""The day's one message, and what was noted of somebody. Both are for one person's eyes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.read_models import (
    AbsenceNote,
    BoosterDue,
    CommitmentDue,
    Daily,
    DailyItem,
    EntryMissing,
    MidWeek,
    SessionToday,
    TopicOffered,
)
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act
from podsprint.slack.text import Words
from podsprint.slack.views import offers
from podsprint.slack.views.common import kind
from podsprint.slack.views.endings import booster_line


def daily(words: Words, model: Daily) -> Message:
    """What there is for today; or that reminders were stopped or put off, and how to get them back."""
    if model.stopped:
        return blocks.message(blocks.section(words("daily.stopped")))
    if model.snoozed_until is not None:
        return blocks.message(blocks.section(words("daily.snoozed", until=model.snoozed_until)))
    if not model.items:
        return blocks.message(blocks.section(words("daily.done")))
    return blocks.message(
        blocks.header(words.plain("daily.heading")),
        [block for item in model.items for block in ITEMS[type(item)](words, item)],
        blocks.actions(
            blocks.button(words.plain("daily.button.tomorrow"), Act.SNOOZE, model.day.isoformat()),
            blocks.button(words.plain("daily.button.next"), Act.SNOOZE_TO_SESSION, model.day.isoformat()),
            blocks.button(words.plain("daily.button.stop"), Act.STOP_REMINDERS, model.day.isoformat()),
        ),
        blocks.context(words("daily.small_print")),
    )


def absence(words: Words, model: AbsenceNote) -> Message:
    """That somebody is noted as away, by whom, and how to undo it."""
    return blocks.message(
        blocks.section(words(f"daily.absence.{model.source}", note=model)),
        blocks.actions(blocks.button(words.plain("daily.absence.undo"), Act.NOT_AWAY, model.absence_id)),
        blocks.context(words("daily.absence.means")),
    )


def _session_today(words: Words, item: SessionToday) -> list[Block]:
    what = kind(words, item.session)
    if item.session.state != "open":
        return [blocks.section(words("daily.session_today", item=item, kind=what))]
    check_in = blocks.button(words.plain("common.button.check_in"), Act.CHECK_IN, item.session.id)
    return [blocks.section(words("daily.session_open", item=item, kind=what), accessory=check_in)]


def _entry_missing(words: Words, item: EntryMissing) -> list[Block]:
    check_in = blocks.button(words.plain("common.button.check_in_late"), Act.CHECK_IN, item.session.id)
    text = words("daily.entry_missing", item=item, kind=kind(words, item.session), zone=item.session.zone)
    return [blocks.section(text, accessory=check_in)]


def _commitment_due(words: Words, item: CommitmentDue) -> list[Block]:
    return [blocks.section(words("daily.commitment_due", item=item))]


def _mid_week(words: Words, item: MidWeek) -> list[Block]:
    observe = blocks.button(words.plain("common.button.observe"), Act.OBSERVE, item.experiment_id)
    return [blocks.section(words("daily.mid_week", item=item), accessory=observe)]


def _booster_due(words: Words, item: BoosterDue) -> list[Block]:
    return [booster_line(words, item.line)]


# A view for each kind of thing to say.
ITEMS: Mapping[type[DailyItem], Callable[[Words, Any], list[Block]]] = MappingProxyType(
    {
        SessionToday: _session_today,
        EntryMissing: _entry_missing,
        CommitmentDue: _commitment_due,
        MidWeek: _mid_week,
        TopicOffered: offers.daily,
        BoosterDue: _booster_due,
    }
)
