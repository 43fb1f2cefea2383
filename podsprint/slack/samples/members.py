"""Samples of what a pod's people are told about one another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from podsprint.domain.audit import Action
from podsprint.domain.pods import SizeAdvice
from podsprint.domain.read_models import (
    JoinRequest,
    MembersView,
    MergeView,
    NotInvited,
    NotInvitedLine,
    PlaceNote,
    PodSettings,
    PodView,
    ProposalNote,
)
from podsprint.slack.samples.made import CHANNEL, LARGE_POD, PEOPLE, PODS, ZONE, Sample, message, pod
from podsprint.slack.views import members, merging

_CODES = (
    "user_is_restricted",
    "ura_max_channels",
    "user_not_found",
    "cant_invite",
    "is_archived",
    "not_in_channel",
    "channel_not_found",
    "missing_scope",
    "org_user_not_in_team",
)
_ENDS = (Action.POD_ENDED, Action.POD_MERGED, Action.MERGE_DECLINED)


def samples() -> Iterator[Sample]:
    """Whom Slack kept out, for every reason."""
    for code in _CODES:
        line = NotInvitedLine(person=PEOPLE[0], code=code)
        yield message(code, NotInvited(pod_id=1, pod="Platform leads", channel=CHANNEL, lines=(line,)))
    everyone = tuple(NotInvitedLine(person=person, code=_CODES[0]) for person in PEOPLE)
    yield message("everyone", NotInvited(pod_id=1, pod=LARGE_POD.name, channel=CHANNEL, lines=everyone))
    yield from _windows()
    for kind in ("join", "merge"):
        for answer in ("", "accepted", "declined"):
            note = ProposalNote(
                id=1, kind=kind, asked_by="U0SAMPLE9", pod=LARGE_POD, answer=answer, answered_by=PEOPLE[0]
            )
            yield message(f"{kind} {answer or 'open'}", note)
            if answer:
                yield _answered(note)
    merge = MergeView(proposal_id=1, pod=LARGE_POD, into=(pod(), LARGE_POD))
    yield Sample("merge", lambda words: merging.answer_form(words, merge))
    yield Sample("ask to merge", lambda words: merging.ask_form(words, LARGE_POD))
    yield Sample("asked to merge", lambda words: merging.asked(words, PEOPLE[0]))
    yield Sample("end", lambda words: merging.end(words, LARGE_POD))
    yield Sample("ended", lambda words: merging.ended(words, LARGE_POD))
    yield Sample("asked", lambda words: members.asked(words, PEOPLE[0]))
    yield from _places()


def _windows() -> Iterator[Sample]:
    requests = tuple(JoinRequest(id=number, person=f"U0SAMPLE{number}") for number in range(8, 13))
    for name, model in PODS.items():
        for reader, may in ((PEOPLE[0], True), (PEOPLE[1], False), ("U0OUTSIDER", True)):
            for advice in SizeAdvice:
                view = MembersView(pod=model, reader=reader, may_change=may, advice=advice, requests=requests)
                yield _members(f"{name} {reader} {advice}", view)
        yield from _said(name, model)
    settings = PodSettings(
        pod_id=1,
        name=LARGE_POD.name,
        meets_at=time(9, 30),
        zone=ZONE,
        country="DE",
        country_name="Germany",
        works_on=frozenset({6, 0, 1, 2, 3}),
        cadence="light",
        running=True,
    )
    yield _settings("all of them", settings)
    yield _settings("few", replace(settings, country="", country_name="", running=False))


def _members(name: str, view: MembersView) -> Sample:
    return Sample(f"members: {name}", lambda words: members.members_window(words, view, chosen=PEOPLE[:1]))


def _said(name: str, model: PodView) -> Iterator[Sample]:
    yield Sample(f"left: {name}", lambda words: members.left(words, model))
    yield Sample(f"kept: {name}", lambda words: members.kept(words, model))


def _settings(name: str, model: PodSettings) -> Sample:
    return Sample(f"settings: {name}", lambda words: members.settings_form(words, model))


def _answered(note: ProposalNote) -> Sample:
    return Sample(f"answered: {note.answer}", lambda words: members.answered(words, note))


def _places() -> Iterator[Sample]:
    note = PlaceNote(
        what=Action.MEMBER_LEFT,
        pod_id=1,
        pod=LARGE_POD.name,
        channel=CHANNEL,
        by=PEOPLE[0],
        person=PEOPLE[1],
        leaders=3,
        into="Support & <leads>",
        into_channel=CHANNEL,
    )
    for what in (Action.MEMBER_LEFT, Action.MEMBER_REMOVED, Action.MEMBER_RETURNED, Action.JOIN_DECLINED, *_ENDS):
        yield message(what, replace(note, what=what))
    for advice in SizeAdvice:
        yield message(advice, replace(note, advice=advice))
