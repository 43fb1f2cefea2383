"""A pod's charter, and the first words to its people."""

from typing import Any

from podsprint.domain.pods import CHARTER_LIMITS, Charter
from podsprint.domain.read_models import CharterView, PodIntro, PodView, Welcome
from podsprint.slack import blocks
from podsprint.slack.blocks import Message
from podsprint.slack.ids import Act, Form
from podsprint.slack.text import Words
from podsprint.slack.views.common import ring_line


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
    """In the pod's channel: who set this up, and what comes next; or that it has ended."""
    pod = model.pod
    if model.ended:
        return blocks.message(
            blocks.header(words.plain("pod.intro.heading", pod=pod)),
            blocks.section(words(f"pod.intro.over_{model.ended}", pod=pod)),
            blocks.context(words("pod.intro.over_stays")),
        )
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
        [blocks.section(words("pod.intro.public"))] if model.is_public else [],
        blocks.context(words("pod.intro.privacy")),
    )


def welcome(words: Words, model: Welcome) -> Message:
    """A leader's first message: what this is, what it costs, who sees what (S7)."""
    pod = model.pod
    return blocks.message(
        blocks.header(words.plain("pod.welcome.heading", pod=pod)),
        blocks.section(words("pod.welcome.text", pod=pod)),
        blocks.section(words("pod.welcome.cost", cost=model.cost)),
        blocks.section(words("pod.welcome.privacy")),
        [blocks.section(words("pod.welcome.public", pod=pod))] if model.is_public else [],
        blocks.section(words("pod.welcome.next")),
        blocks.actions(blocks.button(words.plain("home.rhythm.button"), Act.MY_RHYTHM)),
    )
