"""Finding the three parts of an action hypothesis: if, then, so that."""

import re

from podsprint.domain.forms.cleaning import readable
from podsprint.domain.forms.model import Hypothesis

_MODAL = r"(?:will|won't|would|wouldn't|can|can't|cannot|could|couldn't|may|might|shall|should)"
_HAS_MODAL = re.compile(rf"\b{_MODAL}\b|'ll\b", re.IGNORECASE)

_IF = re.compile(r"\bif\b", re.IGNORECASE)
# "I will ask them if they need help": this "if" means "whether".
_WHETHER = re.compile(
    r"\b(?:ask|asks|asked|asking|see|check|checked|know|knows|wonder|test|tell|sure|find out|decide|clear|as)"
    r"(?: (?:them|him|her|me|us|you|people|everyone|each other|around|out|for sure|(?:the|my|our) [\w'-]+))? $",
    re.IGNORECASE,
)
_THEN = re.compile(r"(?<!by )(?<!since )(?<!until )(?<!till )(?<!now and )(?<!and )(?<!back )\bthen\b", re.IGNORECASE)
_AND_THEN = re.compile(r"\band then\b", re.IGNORECASE)
_SO_THAT = re.compile(r"\bso that\b", re.IGNORECASE)
# Other ways to say "so that"; they count only behind the effect, since an act may have a purpose of its own.
_SO = re.compile(
    r"\b(?:in order (?:to|that)|so as to|such that)\b"
    r"|(?<=[,;.] )(?:and )?so (?=(?:i|we|they|he|she|it|you|the|our|my|their|no|nobody|no one|people|everyone|"
    r"everybody|each|all|more|fewer|less|there|customers|teams)\b)",
    re.IGNORECASE,
)
# A condition without the word "if" still has an effect behind its comma.
_CONDITION = re.compile(
    r"^(?:when|whenever|once|after|as soon as|each time|every time|unless|by \w+ing|through \w+ing|should (?:i|we)|"
    r"were (?:i|we))\b",
    re.IGNORECASE,
)
_STARTS_CLAUSE = re.compile(
    r"(?:(?:maybe|perhaps|soon|over time|in time|i think|i expect|within an? \w+),? )?"
    r"(?:(?:i|we|they|he|she|it|you|people|everyone|everybody|nobody|no one|somebody|someone|others|there|this)\b"
    r"(?!'s )|(?:the|our|my|their|his|her|each|every|more|fewer|less|most|some|all|both|new|half|no) [\w'-]+ [\w'-]+)",
    re.IGNORECASE,
)
_EARLY_MODAL = re.compile(rf"(?:[\w'-]+ ){{1,6}}{_MODAL}\b|[\w'-]+'ll\b", re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"(?:and|or|but|nor|which|who|whom|whose|that|where|when|while|because|since|as|so|not|to|for|from|with|without|"
    r"in|on|at|by|of|before|after|during|until|via|like|including|especially|even|also|rather|instead|starting|"
    r"then|maybe|if|\w+ing)\b",
    re.IGNORECASE,
)
_UNMARKED = re.compile(
    rf"(?: (?:the|our|my|their|his|her|more|fewer|less|most|each|every|some|all))?"
    rf" (?:(?:[\w'-]+ )?[\w'-]+ {_MODAL}|(?:they|we|i|it|he|she|people)'ll)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(r"\b(?:what|who|whom|which|that|how|where|when|why|whether|if)\b", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"(?:[:\u2013-]|\bthat|\b(?:think|believe|bet|guess|expect|suspect|assume|hunch|hypothesis|idea|is|try|see),?) ?$",
    re.IGNORECASE,
)
_EDGE = " ,;:.-\"'()"


def split_hypothesis(text: str) -> Hypothesis:
    """The parts as the writer put them; a clause behind the comma counts as "then" even without the word."""
    line = readable(text)
    if_at = _find_if(line)
    then_at = _find_then(line, if_at)
    so_at = _find_so_that(line, then_at)
    marks = sorted(m for m in (if_at, then_at, so_at) if m is not None)
    parts = {mark: _until_next(line, mark, marks) for mark in marks}
    if_ = parts.get(if_at, "") if if_at else ""
    then = parts.get(then_at, "") if then_at else ""
    so_that = parts.get(so_at, "") if so_at else ""
    order = [mark for mark in (if_at, then_at, so_at) if mark is not None]
    in_order = order == sorted(order)
    if then_at is None:
        before = line[: marks[0][0]] if marks else line
        if if_at:
            if_, then = _implied_then(if_)
            if not then:
                then, so_that, early = _then_before_if(before, so_that, so_first=bool(so_at and so_at < if_at))
                in_order = in_order and not early
        elif _CONDITION.match(before):
            then = _implied_then(before)[1]
    return Hypothesis(_trim(if_), _trim(then), _trim(so_that), in_order)


def _find_if(line: str) -> tuple[int, int] | None:
    for match in _IF.finditer(line):
        if not _WHETHER.search(line[max(0, match.start() - 60) : match.start()]):
            return match.span()
    return None


def _find_then(line: str, if_at: tuple[int, int] | None) -> tuple[int, int] | None:
    found = [m.span() for m in _THEN.finditer(line)] or [m.span() for m in _AND_THEN.finditer(line)]
    if if_at:
        behind = [span for span in found if span > if_at]
        found = behind or found
    return found[0] if found else None


def _find_so_that(line: str, then_at: tuple[int, int] | None) -> tuple[int, int] | None:
    found = [m.span() for m in _SO_THAT.finditer(line)]
    if not found:
        found = [m.span() for m in _SO.finditer(line) if then_at is None or m.span() > then_at]
    return found[-1] if found else None


def _until_next(line: str, mark: tuple[int, int], marks: list[tuple[int, int]]) -> str:
    following = [other for other in marks if other > mark]
    return line[mark[1] : following[0][0] if following else len(line)]


def _implied_then(segment: str) -> tuple[str, str]:
    """The condition and the effect of "... I ask first, they will answer", or the segment and ""."""
    commas = [match.start() for match in re.finditer(",", segment)]
    for comma in commas:
        rest = segment[comma + 1 :].strip()
        opens = _STARTS_CLAUSE.match(rest) or _EARLY_MODAL.match(rest)
        if opens and not _NO_SUBJECT.match(rest):
            return segment[:comma], rest
    if commas:
        rest = segment[commas[-1] + 1 :].strip()
        if len(rest.split()) > 1 and not _NO_SUBJECT.match(rest):
            return segment[: commas[-1]], rest
    for match in _UNMARKED.finditer(segment, 8):
        condition = segment[: match.start()]
        # "... ask them what they would change": the clause belongs to the act.
        if not _INDIRECT.search(f"{condition[-12:]} {match.group()}"):
            return condition, segment[match.start() :]
    return segment, ""


def _then_before_if(before: str, so_that: str, *, so_first: bool) -> tuple[str, str, bool]:
    """ "They will answer if I ask first": the effect, what is left of the purpose, and that it came early."""
    if so_first:
        purpose, effect = _implied_then(so_that)
        return (effect, purpose, True) if _HAS_MODAL.search(effect) else ("", so_that, False)
    if len(before.split()) > 1 and _HAS_MODAL.search(before) and not _PREAMBLE.search(before):
        return before, so_that, True
    return "", so_that, False


def _trim(part: str) -> str:
    return part.strip(_EDGE)
