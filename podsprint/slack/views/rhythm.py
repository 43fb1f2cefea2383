"""My rhythm: the form, and how it reads back."""

from datetime import date, time
from typing import Any

from podsprint.domain.read_models import AbsenceNote, Away, MyRhythm
from podsprint.domain.rhythm import Reminders
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Form, Option
from podsprint.slack.text import Words
from podsprint.slack.views.common import ring_line, weekdays

_WEEK = "01234"


def rhythm_form(words: Words, model: MyRhythm, *, own_zone: bool = False) -> dict[str, Any]:
    """Everything in one form. It is made again, with ``own_zone``, once Slack has said where its person lives."""
    own = model.rhythm

    def label(key: str) -> str:
        return words.plain(f"rhythm.form.{key}")

    zone_menu = Option.OWN_ZONE if own_zone else Option.ZONE
    quiet_from, quiet_to = own.quiet or (None, None)
    country = (own.country, model.country) if model.country else None
    reminders = [(profile, label(f"reminders_{profile}")) for profile in Reminders]
    return blocks.modal(
        Form.RHYTHM,
        label("title"),
        ring_line(words, "me", "one"),
        blocks.context(words("rhythm.form.lead")),
        blocks.field("zone", label("zone"), blocks.lookup(zone_menu, label("zone_placeholder"), (own.zone, own.zone))),
        blocks.field("works_on", label("works_on"), weekdays(words, own.works_on)),
        blocks.field("works_from", label("works_from"), blocks.time_input(own.works_from)),
        blocks.field("works_to", label("works_to"), blocks.time_input(own.works_to)),
        blocks.field("quiet_from", label("quiet_from"), blocks.time_input(quiet_from), optional=True),
        blocks.field(
            "quiet_to", label("quiet_to"), blocks.time_input(quiet_to), hint=label("quiet_hint"), optional=True
        ),
        blocks.field("reminders", label("reminders"), blocks.radio(reminders, own.reminders)),
        blocks.field(
            "country",
            label("country"),
            blocks.lookup(Option.COUNTRY, label("country_placeholder"), country),
            hint=label("country_hint"),
            optional=True,
        ),
        submit=label("submit"),
        close=words.plain("common.button.cancel"),
    )


def away_form(
    words: Words, *, today: date, zone: str, pod_id: int | None = None, user: str | None = None
) -> dict[str, Any]:
    """Days away: one's own, or of a person of the pod one facilitates."""

    def label(key: str) -> str:
        return words.plain(f"rhythm.away_form.{key}")

    return blocks.modal(
        Form.AWAY,
        label("title"),
        ring_line(words, "pod", "one"),
        blocks.context(words("rhythm.away_form.lead" if pod_id is None else "rhythm.away_form.lead_other", zone=zone)),
        [blocks.field("user", label("user"), blocks.person_input(user))] if pod_id is not None else [],
        blocks.field("first_day", label("first_day"), blocks.date_input(today)),
        blocks.field("last_day", label("last_day"), blocks.date_input(), hint=label("last_day_hint")),
        submit=label("submit"),
        close=words.plain("common.button.cancel"),
        meta={"pod": pod_id} if pod_id is not None else None,
    )


def kept(words: Words, model: MyRhythm) -> dict[str, Any]:
    """What was kept, in full."""
    return _window(words, words.plain("rhythm.form.title"), in_full(words, model), words("rhythm.ring"))


def kept_away(words: Words, model: Away) -> dict[str, Any]:
    """The days that were kept, in full."""
    return _window(words, words.plain("rhythm.away_form.title"), _spans(words, model), words("rhythm.away.means"))


def kept_other(words: Words, note: AbsenceNote, user: str) -> dict[str, Any]:
    """What a facilitator noted of somebody else."""
    text = words("rhythm.away_form.noted", user=user, first=note.first_day, last=note.last_day)
    return _window(words, words.plain("rhythm.away_form.title"), text, words("rhythm.away_form.noted_means"))


def said(words: Words, model: MyRhythm) -> Message:
    """Everything that holds now, for its person alone."""
    return blocks.message(blocks.section(in_full(words, model)), blocks.context(words("rhythm.ring")))


def away(words: Words, model: Away) -> Message:
    """When somebody is away, or that they are not."""
    return blocks.message(
        blocks.section(_spans(words, model)),
        [blocks.context(words("rhythm.away.more"))] if model.more else [],
        [blocks.context(words("rhythm.away.means"))] if model.spans else [],
    )


def in_full(words: Words, model: MyRhythm) -> str:
    """One line for each thing."""
    own = model.rhythm
    lines = [
        words(
            "rhythm.line.hours", days=days(words, own.works_on), begin=own.works_from, end=own.works_to, zone=own.zone
        ),
        _quiet(words, own.quiet, own.zone),
        words(f"rhythm.line.reminders.{own.reminders}"),
        words("rhythm.line.holidays", country=model.country) if model.country else words("rhythm.line.no_holidays"),
    ]
    if model.snoozed_until is not None:
        lines.append(words("rhythm.line.snoozed", until=model.snoozed_until))
    return "\n".join(lines)


def days(words: Words, works_on: frozenset[int]) -> str:
    """Working days, as one would say them."""
    key = "".join(str(day) for day in sorted(works_on))
    if key == _WEEK:
        return words("rhythm.day.week")
    return ", ".join(words(f"rhythm.day.{day}") for day in key)


def _spans(words: Words, model: Away) -> str:
    lines = [words("rhythm.away.span", first=first, last=last) for first, last in model.spans]
    if not lines:
        return words("rhythm.away.none", today=model.today, zone=model.zone)
    return "\n".join((words("rhythm.away.heading", zone=model.zone), *lines))


def _window(words: Words, title: str, text: str, small_print: str) -> dict[str, Any]:
    close = words.plain("common.button.close")
    return blocks.modal("kept", title, blocks.section(text), blocks.context(small_print), close=close)


def _quiet(words: Words, quiet: tuple[time, time] | None, zone: str) -> str:
    if quiet is None:
        return words("rhythm.line.no_quiet")
    return words("rhythm.line.quiet", begin=quiet[0], end=quiet[1], zone=zone)
