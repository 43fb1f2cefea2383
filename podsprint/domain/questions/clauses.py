"""Find what a message asks: sentences, the clauses in them, and the form of each ask."""

import re

from podsprint.domain.questions.grammar import (
    ANY_MORE,
    CASUAL,
    COMMAND,
    CONDITIONAL,
    EXCLAIMED,
    FREE_RELATIVE,
    FRONTED,
    HANDS_OVER,
    INDIRECT,
    INNER_POLAR,
    INNER_WH,
    INVERTED,
    INVERTED_LATER,
    MORE_ASKS,
    OPENER,
    PARENTHESIS,
    POLAR,
    POLAR_UNMARKED,
    POLITE_REQUEST,
    PSEUDO_CLEFT,
    SENTENCE,
    SETS_SCENE,
    SPOKEN_TAG,
    SUBORDINATE,
    TAG,
    VERB,
    WH_ANY,
    WH_AUX,
    WH_NOUN_AUX,
    WH_PHRASE,
    WH_SHORT,
    WH_VERB,
)
from podsprint.domain.questions.lexicons import AUX, AUX_NOT, INTERJECTION, SUBJECT, WH
from podsprint.domain.questions.model import Ask, Kind, Message, Sentence
from podsprint.domain.questions.normalise import normalise

# More clauses than this in a sentence is no chat message; the bound keeps the time bounded.
_MOST_CLAUSES = 14
_MOST_SENTENCES = 16


def read(text: str) -> Message:
    """Read a message: its sentences and what each of them asks."""
    plain = normalise(text)
    pieces = [(words.strip(" ,"), end) for words, end in SENTENCE.findall(plain)]
    sentences = [_sentence(words, "?" in end) for words, end in pieces if re.search(r"\w", words)]
    return Message(tuple(sentences[-_MOST_SENTENCES:]))


def without_openers(text: str) -> str:
    """Drop what only leads in: "okay, so", "and", "thanks,"."""
    for _ in range(5):
        found = OPENER.match(text)
        if not found:
            break
        text = text[found.end() :]
    return text


def _sentence(words: str, marked: bool) -> Sentence:
    text = without_openers(words)
    starts = _starts(text)
    asks = _asks(text, starts, marked)
    inner = tuple(ask.text for ask in asks if ask.text not in starts)
    return Sentence(text, marked, starts + inner, asks)


def _starts(text: str) -> tuple[str, ...]:
    cuts = [0, *(found.end() for found in re.finditer(r", ", text))][:_MOST_CLAUSES]
    return tuple(dict.fromkeys(without_openers(text[cut:]) for cut in cuts))


def _asks(text: str, starts: tuple[str, ...], marked: bool) -> tuple[Ask, ...]:
    if INTERJECTION.fullmatch(text) or text in ("somelink", "somecode", "quoted") or text.endswith("somelink"):
        marked = False
    heads = [start.split(", ", 1)[0] for start in starts]
    if not marked and not (FRONTED.match(heads[0]) or _opens(heads[0])):
        starts, heads = starts[:1], heads[:1]  # without a mark, a later clause is more likely a relative one
    found: list[Ask] = []
    pending = ""
    for place, (start, head) in enumerate(zip(starts, heads, strict=True)):
        if place and (TAG.fullmatch(head) or PARENTHESIS.fullmatch(head)):
            continue
        if _is_broken_off(head, heads[place + 1 :]):
            pending = head
            continue
        kind = _kind(head, start, marked, heads, place)
        if pending and kind is Kind.POLAR:
            kind, start = Kind.WH, f"{pending} {start}"
        pending = ""
        if kind is not None and not _is_false_start(head, heads[place + 1 :]):
            found.append(Ask(kind, start))
            found.extend(_joined(kind, start if kind in (Kind.REQUEST, Kind.INDIRECT) else head))
    found = list({ask.text: ask for ask in found}.values())
    if not found:
        found.extend(_inner(text, marked))
    if not found and text and (marked or SPOKEN_TAG.search(text)):
        found.append(Ask(Kind.DECLARATIVE if _has_verb(text) else Kind.FRAGMENT, text))
    return tuple(found)


def _is_broken_off(head: str, rest: list[str]) -> bool:
    """ "What, if anything, would you ..." and "what percentage, do you ...": the verb is still to come."""
    if not re.fullmatch(rf"{WH_PHRASE}(?: (?!(?:{SUBJECT}|{AUX}|about|so|else|if|not|come)\b)[\w-]+){{0,2}}", head):
        return False
    bare = re.fullmatch(WH_PHRASE, head) is not None
    return bool(rest) and not (bare and _opens(rest[0]))


def _kind(head: str, start: str, marked: bool, heads: list[str], place: int) -> Kind | None:
    rest = heads[place + 1 :]
    if POLITE_REQUEST.match(head) or HANDS_OVER.match(head):
        return Kind.REQUEST
    if SETS_SCENE.match(head) and not marked and not rest:
        return Kind.REQUEST
    if INDIRECT.match(head):
        return Kind.INDIRECT
    if WH_ANY.match(head):
        return Kind.WH if _is_wh_question(head, start, marked, rest) else None
    if CONDITIONAL.match(start):
        return None
    if place:
        return Kind.POLAR if re.match(INVERTED_LATER, head) else None
    if ANY_MORE.match(head):
        return Kind.POLAR
    if (POLAR if marked else POLAR_UNMARKED).match(head) and not COMMAND.match(head):
        return Kind.POLAR
    return None


def _is_wh_question(head: str, start: str, marked: bool, rest: list[str]) -> bool:
    if CASUAL.match(head):
        return True
    if SUBORDINATE.match(head) and (any(_opens(later) for later in rest) or not marked):
        return False
    if FREE_RELATIVE.match(head):
        return False
    if WH_AUX.match(head) or WH_SHORT.match(head):
        return True
    if marked:
        return True
    if EXCLAIMED.match(start) or PSEUDO_CLEFT.match(start):
        return False
    return bool(WH_NOUN_AUX.match(head) or WH_VERB.match(head))


def _opens(head: str) -> bool:
    return bool(WH_AUX.match(head) or WH_NOUN_AUX.match(head) or WH_VERB.match(head) or re.match(INVERTED, head))


def _is_false_start(head: str, rest: list[str]) -> bool:
    """ "What do you, how would you put it?": the speaker began again."""
    unfinished = re.fullmatch(
        rf"(?:{WH_PHRASE}(?: \w+)? )?(?:{AUX}) (?:you|it|that|this|they|he|she|we|i|your|the|her|his"
        rf"|there)(?: (?:know|mean|normally|usually|ever|all|guys|really|also|just|actually|still))?",
        head,
    )
    return bool(unfinished) and any(_opens(later) for later in rest)


def _inner(text: str, marked: bool) -> list[Ask]:
    """A question that follows its preamble without a comma."""
    match = INNER_WH.search(text)
    if match is not None and (
        marked or not re.search(r"\b(?:know|asked|asking|wonder|sure|clue)\b", text[: match.start()])
    ):
        return [Ask(Kind.WH, text[match.start() :]), *_joined(Kind.WH, text[match.start() :])]
    if marked:
        match = INNER_POLAR.search(text)
        if match is not None and not re.search(rf"\b{WH} (?:[\w']+ ){{0,2}}$", text[: match.start()]):
            return [Ask(Kind.POLAR, text[match.start() :])]
        match = re.search(rf"(?<=\s)(?:{WH})$", text)
        if match is not None:
            return [Ask(Kind.WH, text)]
    return []


def _joined(kind: Kind, head: str) -> list[Ask]:
    """Further asks tied on with "and": "Where is the bottleneck and who owns it?"."""
    asks = []
    for found in MORE_ASKS.finditer(head):
        before, rest = head[: found.start()], head[found.end() :]
        if re.search(rf"\b{WH}$", before):
            continue  # "how and when will you ..." is one clause
        if _asks_again(kind, before, rest, found.group()):
            asks.append(Ask(Kind.WH if WH_ANY.match(rest) else Kind.POLAR, rest))
    return asks


def _asks_again(kind: Kind, before: str, rest: str, conjunction: str) -> bool:
    if not WH_ANY.match(rest):
        return not conjunction.strip(" ,").startswith("or")  # "or are you ..." offers a choice
    if re.match(rf"{WH_PHRASE}(?: else)? (?:{AUX}) (?:i|you|he|she|we|they|it|your|the|that|this)\b", rest):
        return True
    if re.match(rf"{WH_PHRASE}(?: (?:\w+ )?(?:not|{AUX_NOT}))?$", rest) and not re.fullmatch(WH_PHRASE, rest):
        return False
    if kind in (Kind.REQUEST, Kind.INDIRECT):
        return True
    embedded = re.search(rf"(?<=\s){WH}\b", before[5:])
    if embedded or (kind is Kind.POLAR and not WH_AUX.match(rest)):
        return False
    return bool(WH_AUX.match(rest) or WH_NOUN_AUX.match(rest) or WH_VERB.match(rest) or WH_SHORT.match(rest))


def _has_verb(text: str) -> bool:
    return VERB.search(text) is not None
