"""Starting a pod, its charter, and the first words to its people."""

from datetime import time
from typing import Any

from podsprint.domain.pods import CHARTER_LIMITS, MAX_POD_NAME, MAX_REASON, Charter
from podsprint.domain.read_models import CharterView, PodIntro, PodView, Welcome
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form, Option
from podsprint.slack.text import Words
from podsprint.slack.views.common import ring_line

USUAL_TIME = time(9, 30)


def create_form(words: Words, *, channel: str, facilitator: str, zone: str, own_zone: bool = False) -> dict[str, Any]:
    """The form that starts a pod, in a channel if one is given; otherwise the form asks for it.

    It is made again, with ``own_zone``, once the person's own zone is known.
    """
    zone_menu = Option.OWN_ZONE if own_zone else Option.ZONE

    def label(key: str) -> str:
        return words.plain(f"pod.create.{key}")

    return blocks.modal(
        Form.CREATE,
        label("title"),
        blocks.section(words("pod.create.lead", channel=channel) if channel else words("pod.create.lead_anywhere")),
        blocks.context(words("pod.create.ring")),
        []
        if channel
        else [blocks.field("channel", label("channel"), blocks.channel_input(), hint=label("channel_hint"))],
        blocks.field(
            "name", label("name"), blocks.text_input(limit=MAX_POD_NAME, placeholder=label("name_placeholder"))
        ),
        blocks.field("leaders", label("leaders"), blocks.people_input(), hint=label("leaders_hint")),
        blocks.field(
            "facilitator",
            label("facilitator"),
            blocks.person_input(facilitator),
            hint=label("facilitator_hint"),
        ),
        blocks.field("meets_at", label("meets_at"), blocks.time_input(USUAL_TIME)),
        blocks.field("zone", label("zone"), blocks.lookup(zone_menu, label("zone_placeholder"), (zone, zone))),
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


def created(words: Words, pod: PodView) -> dict[str, Any]:
    """The pod is there; the charter is next."""
    return blocks.modal(
        "created",
        words.plain("pod.created.title"),
        blocks.section(words("pod.created.text", pod=pod)),
        blocks.actions(blocks.button(words.plain("common.button.charter"), Act.WRITE_CHARTER, pod.id, style="primary")),
        close=words.plain("common.button.close"),
    )


def charter_form(
    words: Words, pod: PodView, charter: CharterView | None, *, before_sprint: bool = False
) -> dict[str, Any]:
    """The charter, a two-minute form (W9); good defaults where most pods agree."""
    filled = charter or Charter(
        goal="",
        so_that="",
        roles=words.plain("pod.charter.roles_default"),
        norms=words.plain("pod.charter.norms_default"),
        confidentiality=words.plain("pod.charter.confidentiality_default"),
    )
    lead = [words("pod.charter.lead", pod=pod.name)]
    if before_sprint:
        lead.insert(0, words("pod.charter.first"))
    return blocks.modal(
        Form.CHARTER,
        words.plain("pod.charter.title"),
        blocks.section("\n".join(lead)),
        ring_line(words, "pod", "two"),
        [
            blocks.field(
                part,
                words.plain(f"pod.charter.{part}"),
                blocks.text_input(
                    initial=getattr(filled, part),
                    limit=limit,
                    lines=part not in ("goal", "so_that"),
                    placeholder=(words.plain(f"pod.charter.{part}_placeholder") if part in ("goal", "so_that") else ""),
                ),
            )
            for part, limit in CHARTER_LIMITS.items()
        ],
        submit=words.plain("pod.charter.submit"),
        close=words.plain("common.button.cancel"),
        meta={"pod": pod.id},
    )


def intro(words: Words, model: PodIntro) -> Message:
    """In the pod's channel: who set this up, and what comes next."""
    pod = model.pod
    if not pod.has_charter:
        following = words("pod.intro.next_charter")
    elif pod.sprint is None:
        following = words("pod.intro.next_sprint", pod=pod)
    else:
        following = words("pod.intro.running", pod=pod)
    goal = [blocks.section(words("pod.intro.goal", pod=pod))] if pod.goal else []
    runs_it = []
    if pod.facilitator_role != "peer":
        runs_it.append(words(f"pod.intro.sees_less_{pod.facilitator_role}", pod=pod))
    if pod.deputy:
        runs_it.append(words("pod.intro.deputy", pod=pod))
    return blocks.message(
        blocks.header(words.plain("pod.intro.heading", pod=pod)),
        blocks.section(words("pod.intro.text", pod=pod, by=model.by)),
        [blocks.context(*runs_it)] if runs_it else [],
        goal,
        blocks.section(following),
        blocks.context(words("pod.intro.privacy")),
    )


def welcome(words: Words, model: Welcome) -> Message:
    """A leader's first message: what this is, what it costs, who sees what (S7)."""
    pod = model.pod
    return blocks.message(
        blocks.header(words.plain("pod.welcome.heading", pod=pod)),
        blocks.section(words("pod.welcome.text", pod=pod)),
        blocks.section(words("pod.welcome.cost")),
        blocks.section(words("pod.welcome.privacy")),
        blocks.section(words("pod.welcome.next")),
        blocks.actions(blocks.button(words.plain("home.rhythm.button"), Act.MY_RHYTHM)),
    )
