"""Samples of a pod's beginnings."""

from collections.abc import Iterator
from dataclasses import replace

from podsprint.domain.cadences import CADENCES
from podsprint.domain.ledger import cost_of
from podsprint.domain.problems import problem
from podsprint.domain.read_models import CharterView, Here, PodIntro, PodView, Welcome
from podsprint.slack.samples.made import (
    CHANNEL,
    CHARTER,
    LONG_CHARTER,
    PEOPLE,
    PODS,
    SMALL_POD,
    ZONE,
    Sample,
    long,
    message,
)
from podsprint.slack.text import Words
from podsprint.slack.views import creating, pods
from podsprint.slack.views import help as help_views


def samples() -> Iterator[Sample]:
    """Forms, the first messages, and what one can do."""
    yield Sample(
        "create_form",
        lambda words: creating.create_form(words, channel=CHANNEL, facilitator=PEOPLE[0], zone=ZONE),
    )
    yield Sample(
        "create_form, in a public channel",
        lambda words: creating.create_form(words, channel=CHANNEL, facilitator=PEOPLE[0], zone=ZONE, is_public=True),
    )
    yield Sample(
        "create_form, from Home",
        lambda words: creating.create_form(words, channel="", facilitator=PEOPLE[0], zone=ZONE),
    )
    yield Sample(
        "create_form, from a channel we are not in",
        lambda words: creating.create_form(
            words, channel="", facilitator=PEOPLE[0], zone=ZONE, in_the_way=problem("bot_not_in_channel")
        ),
    )
    yield Sample("loading", help_views.loading)
    for name, model in PODS.items():
        yield message(name, PodIntro(pod=model, by=PEOPLE[0]))
        for cadence in CADENCES.values():
            welcome = Welcome(pod=model, leader=PEOPLE[0], cost=cost_of(cadence))
            yield message(f"{name}, {cadence.name}", welcome)
        yield message(f"{name}, public", replace(welcome, is_public=True))
        yield _created(name, model)
        for leads, facilitates in ((True, True), (True, False), (False, True)):
            here = Here(
                pod=model,
                leads=leads,
                facilitates=facilitates,
                in_programme=leads,
                may_reopen_sprint=facilitates and model.sprint is None,
                channel_has_pod=True,
                has_seat=True,
                leads_any=leads,
                runs_any=facilitates,
            )
            yield _usage(f"{name}, leads {leads}, facilitates {facilitates}", here)
    for role in ("manager", "outsider"):
        yield message(role, PodIntro(pod=replace(SMALL_POD, facilitator_role=role, deputy=PEOPLE[1]), by=PEOPLE[0]))
    for how in ("ended", "merged"):
        yield message(how, PodIntro(pod=SMALL_POD, by=PEOPLE[0], ended=how))
    yield message("in public", PodIntro(pod=SMALL_POD, by=PEOPLE[0], is_public=True))
    yield message("a charter and no goal", PodIntro(pod=replace(SMALL_POD, has_charter=True), by=PEOPLE[0]))
    yield _usage("no pod", Here(), unknown="fly & <land>")
    yield _usage("a note without its word", Here(), unknown=long(2000))
    yield _usage("others' pod", Here(channel_has_pod=True, may_join=True))
    yield _usage("several pods, elsewhere", Here(has_seat=True, leads_any=True, runs_any=True))
    yield _usage("who has left", Here(has_experiments=True, has_entries=True))
    for name, charter in (("empty", None), ("filled", CHARTER), ("long", LONG_CHARTER)):
        yield _charter(name, charter, before_sprint=False)
        yield _charter(f"{name}, before the sprint", charter, before_sprint=True)


def _created(name: str, pod: PodView) -> Sample:
    return Sample(f"created: {name}", lambda words: creating.created(words, pod, pod.leaders[:2], is_public=True))


def _charter(name: str, charter: CharterView | None, *, before_sprint: bool) -> Sample:
    def show(words: Words) -> dict[str, object]:
        return pods.charter_form(words, PODS["a pod"], charter, before_sprint=before_sprint)

    return Sample(f"charter_form: {name}", show)


def _usage(name: str, here: Here, *, unknown: str = "") -> Sample:
    return Sample(f"usage: {name}", lambda words: help_views.usage(words, here, unknown=unknown))
