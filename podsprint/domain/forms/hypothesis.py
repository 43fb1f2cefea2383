"""The check of an action hypothesis: if I ..., then ..., so that ..."""

from collections.abc import Iterator

from podsprint.domain.forms.actions import acts, is_vague, own_act
from podsprint.domain.forms.cleaning import plain
from podsprint.domain.forms.effects import is_circular, is_hidden, is_past
from podsprint.domain.forms.model import Issue
from podsprint.domain.forms.parts import split_hypothesis


def hypothesis_issues(text: str) -> set[Issue]:
    """What a hypothesis still lacks. A part that is missing is not judged any further."""
    parts = split_hypothesis(text)
    if_, then, so_that = plain(parts.if_), plain(parts.then), plain(parts.so_that)
    found = set(_missing(if_, then, so_that))
    if not parts.in_order:
        found.add(Issue.ORDER)
    past = is_past(if_, then)
    if past:
        found.add(Issue.PAST)
    circular = is_circular(if_, then, so_that)
    if circular:
        found.add(Issue.CIRCULAR)
    elif then and is_hidden(then):
        found.add(Issue.NOT_OBSERVABLE)
    if if_:
        found.update(_act_issues(if_, past=past))
    return found


def _missing(if_: str, then: str, so_that: str) -> Iterator[Issue]:
    if not if_:
        yield Issue.MISSING_IF
    if not then:
        yield Issue.MISSING_THEN
    if not so_that:
        yield Issue.MISSING_SO_THAT


def _act_issues(if_: str, *, past: bool) -> Iterator[Issue]:
    act = own_act(if_)
    if act is None:
        yield Issue.NOT_OWN_ACTION
    elif past:
        return  # how the act was put matters little when it cannot be done any more
    elif acts(act) > 1:
        yield Issue.MULTIPLE_ACTIONS
    elif is_vague(act):
        yield Issue.VAGUE_ACTION
