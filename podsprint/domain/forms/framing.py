"""The check of a framing question: what will it take for us to ...?"""

import re
from collections.abc import Iterator

from podsprint.domain.forms.blame import BLAME
from podsprint.domain.forms.cleaning import plain, readable
from podsprint.domain.forms.model import Issue
from podsprint.domain.forms.results import EMBEDDED, count_results, is_vague_result
from podsprint.domain.forms.rules import Rule, any_finds

_FORWARD = re.compile(
    r"\bwhat (?:else |exactly |really )?"
    r"(?:(?:will|would|could|might|may|shall) (?:it|this) (?:really |actually |still )?take"
    r"|is it (?:going to|gonna) take|(?:it|this) (?:will|would|could|might) take)\b"
)
PAST_OPENING = (
    Rule.of(
        "would have taken",
        r"""
            \bwhat\ (?:else\ |exactly\ |really\ )?(?:would|could|might|will|should)\ (?:it\ have|have\ it)
              \ (?:taken|took|take)\b
        """,
        hits=("what would it have taken to keep maria", "what would have it taken"),
        misses=("what would it take to have one list",),
    ),
    Rule.of(
        "did take",
        r"\bwhat\ (?:did|has|had|was)\ (?:it|this)\ (?:take|taken|taking)\b|\bwhat\ it\ took\b",
        hits=("what did it take to win the account", "i wonder what it took"),
        misses=("what does it take to win",),
    ),
)
_PAST_RESULT = re.compile(
    r"^have (?:not )?(?:[a-z]+ed|kept|won|seen|made|known|done|had|caught|met|left|found)\b(?!.*\bby\b)"
)
_YES_NO = re.compile(
    r"^(?:(?:so|and|but|ok|okay|well|honestly)[, ]+)?(?:is|are|am|was|were|do|does|did|can|cannot|could|will|would|"
    r"should|shall|may|might|must|has|have|had)\b(?! (?:look|fun))"
)
_SENTENCE_END = re.compile(r"[.?!](?:\s|$)")
_TO = re.compile(r"(?:^|\s)to(?:\s+|$)")
_NOBODY_YET = re.compile(
    r"^(?:for )?(?:(?:us|me|you|we|(?:all|each|both) of us)(?: here)?|(?:[\w'-]+ ){0,4}?(?:everyone|everybody|people|"
    r"managers?|leaders?|leads|teams?|pods?|groups?|company|department|organi[sz]ation|staff|"
    r"employees|colleagues|engineers|developers|board|shift|unit|nurses|customers|clients)"
    r"(?: here| as a whole)?|and (?:by when|from whom|when|how long).*)?$"
)


def framing_issues(text: str) -> set[Issue]:
    """What a framing question still lacks. What does not look ahead is not judged as a result."""
    line = plain(readable(text))
    found: set[Issue] = set()
    if any_finds(BLAME, line):
        found.add(Issue.BLAME)
    if not re.search(r"\w", line):
        found.add(Issue.MISSING_RESULT)
        return found
    if any_finds(PAST_OPENING, line):
        found.add(Issue.PAST)
        return found
    opening = _FORWARD.search(line)
    if not opening:
        found.add(Issue.YES_NO if _YES_NO.match(line) else Issue.NOT_FORWARD)
        return found
    found.update(_result_issues(line[opening.end() :], blamed=Issue.BLAME in found))
    return found


def _result_issues(rest: str, *, blamed: bool) -> Iterator[Issue]:
    rest = _SENTENCE_END.split(rest)[0].strip(" ,;:.?!")
    result = _result(rest)
    if not re.search(r"[^\W_]", result):
        yield Issue.MISSING_RESULT
        return
    if _PAST_RESULT.match(result):
        yield Issue.PAST
    embedded = any_finds(EMBEDDED, result)
    several = count_results(result) > 1
    if embedded:
        yield Issue.EMBEDDED_SOLUTION
    if several:
        yield Issue.MULTIPLE_RESULTS
    if not (embedded or several or blamed) and is_vague_result(result):
        yield Issue.VAGUE_RESULT


def _result(rest: str) -> str:
    """What comes behind "to"; without it, whatever is said that is not just who it is about."""
    to = _TO.search(rest)
    if to:
        return rest[to.end() :]
    return "" if _NOBODY_YET.match(rest) else rest
