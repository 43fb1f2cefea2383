"""Starting a pod: the form, and what comes next."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import time
from typing import Any

from slack_sdk.models.blocks import Block

from podsprint.domain.calendar import MONDAY_TO_FRIDAY
from podsprint.domain.channel_names import MAX_CHANNEL_NAME
from podsprint.domain.pods import MAX_POD_NAME, MAX_REASON
from podsprint.domain.problems import Problem
from podsprint.domain.read_models import PodView
from podsprint.slack import blocks
from podsprint.slack.ids import Act, Form, Option, Place
from podsprint.slack.text import Words
from podsprint.slack.views.common import explain, weekdays

USUAL_TIME = time(9, 30)


def create_form(
    words: Words,
    *,
    channel: str,
    facilitator: str,
    zone: str,
    works_on: AbstractSet[int] = MONDAY_TO_FRIDAY,
    in_the_way: Problem | None = None,
    is_public: bool = False,
) -> dict[str, Any]:
    """The form that starts a pod: in the channel it was asked for in, if that will do, in another, or in a new one."""

    def label(key: str) -> str:
        return words.plain(f"pod.create.{key}")

    return blocks.modal(
        Form.CREATE,
        label("title"),
        blocks.section(words("pod.create.lead", channel=channel) if channel else words("pod.create.lead_anywhere")),
        [blocks.section(explain(words, in_the_way))] if in_the_way else [],
        [blocks.section(words("pod.create.public"))] if channel and is_public else [],
        blocks.context(words("pod.create.ring")),
        blocks.field(
            "name", label("name"), blocks.text_input(limit=MAX_POD_NAME, placeholder=label("name_placeholder"))
        ),
        _place(words, channel),
        blocks.field("leaders", label("leaders"), blocks.people_input(), hint=label("leaders_hint")),
        blocks.field(
            "facilitator",
            label("facilitator"),
            blocks.person_input(facilitator),
            hint=label("facilitator_hint"),
        ),
        blocks.field("meets_at", label("meets_at"), blocks.time_input(USUAL_TIME)),
        blocks.field("zone", label("zone"), blocks.lookup(Option.ZONE, label("zone_placeholder"), (zone, zone))),
        blocks.field("works_on", label("works_on"), weekdays(words, works_on), hint=label("works_on_hint")),
        blocks.field(
            "country",
            label("country"),
            blocks.lookup(Option.COUNTRY, label("country_placeholder")),
            hint=label("country_hint"),
            optional=True,
        ),
        blocks.field(
            "override_reason",
            label("override_reason"),
            blocks.text_input(limit=MAX_REASON),
            hint=label("override_reason_hint"),
            optional=True,
        ),
        submit=label("submit"),
        close=words.plain("common.button.cancel"),
        meta={"channel": channel or None},
    )


def created(words: Words, pod: PodView, guests: Sequence[str] = (), *, is_public: bool = False) -> dict[str, Any]:
    """The pod is there; the charter is next."""
    return blocks.modal(
        "created",
        words.plain("pod.created.title"),
        blocks.section(words("pod.created.text", pod=pod)),
        [blocks.section(words("pod.created.public"))] if is_public else [],
        [blocks.context(words("pod.created.guests", guests=tuple(guests)))] if guests else [],
        blocks.actions(blocks.button(words.plain("common.button.charter"), Act.WRITE_CHARTER, pod.id, style="primary")),
        close=words.plain("common.button.close"),
    )


def _place(words: Words, channel: str) -> list[Block]:
    """Where the pod will live. Slack shows and hides no field by an answer, so those not needed say so."""

    def label(key: str) -> str:
        return words.plain(f"pod.create.{key}")

    first = Place.HERE if channel else Place.PICK
    options = [(place, label(f"place_{place}")) for place in (first, Place.NEW)]
    picked = blocks.field(
        "channel", label("channel"), blocks.channel_input(), hint=label("channel_hint"), optional=True
    )
    return [
        blocks.field("place", label("place"), blocks.radio(options, first)),
        *([] if channel else [picked]),
        blocks.field(
            "channel_name",
            label("channel_name"),
            blocks.text_input(limit=MAX_CHANNEL_NAME),
            hint=label("channel_name_hint"),
            optional=True,
        ),
    ]
