"""Find what a message asks: sentences, the clauses in them, and the form of each ask."""

import re

from podsprint.domain.questions.lexicons import (
    AUX,
    AUX_NOT,
    CURIOUS,
    DETERMINER,
    INTERJECTION,
    POLITE,
    PREPOSITION,
    PRONOUN,
    REQUEST,
    SCENE,
    SUBJECT,
    TELLING,
    WANT_TO_KNOW,
    WH,
)
from podsprint.domain.questions.model import Ask, Kind, Message, Sentence
from podsprint.domain.questions.normalise import normalise

# More clauses than this in a sentence is no chat message; the bound keeps the time bounded.
_MOST_CLAUSES = 14
_MOST_SENTENCES = 16

_SENTENCE = re.compile(r"([^.?!\n]*(?:\.(?!\s|$)[^.?!\n]*)*)([.?!\n]+|$)")
# Openers wherever they stand; and those that are openers only before a comma ("right, what ...").
_OPENER = re.compile(
    r"(?:(?:so|and|but|or|well|okay|then|also|plus|anyway|again|now|because|please)(?! (?:far|that|on|this)\b)(?:, | (?=\S))"
    rf"|(?:oh|yeah|yes|yep|hi|hello|hey|great|cool|nice|thanks|thank you|sure|just|actually|first|like|good|no|right) (?=(?:{WH}|{AUX_NOT}"
    r"|do|did|does|is|are|was|were|have|has|can|could|would)\b)"
    r"|(?:oh|all right|yeah|yes|yep|basically|hi|hello|hey|first|firstly|next|finally|lastly|second|secondly|third|great|cool|nice|thanks"
    r"|thank you|sure|actually|just|just out of curiosity|out of curiosity|quick question|my question is|the question is|another question"
    r"|let us see|let me ask(?: you)?(?: this)?|i mean|you know|i guess(?: my question is)?|tell me|like|honestly|if so|if not|in other words"
    r"|with that|having said that|that said|right|good|no|listen|look|see|sorry|interesting|excellent|fair enough|i see|got it|i have to ask"
    r"|everyone|folks|team|guys|so far|for now|right now|personally|frankly), )"
)
_INVERTED = rf"(?:{AUX}) (?:not )?{SUBJECT}\b"
_WH_PHRASE = rf"(?:{PREPOSITION} )?{WH}"
_WH_AUX = re.compile(rf"{_WH_PHRASE}(?: else)? (?:{AUX})\b")
_WH_NOUN_AUX = re.compile(
    rf"{_WH_PHRASE} (?!(?:i|you|we|they|he|she|it|this|that|the|a|an|my|your|our|their)\b)"
    rf"(?:[\w'-]+ ){{1,5}}?(?:{AUX}|feels?|felt|makes?|made|matters?|happens?|happened|comes?|came|gets?|got|helps?|helped"
    rf"|works?|worked|needs?|stands?|goes|went)\b"
)
_WH_VERB = re.compile(rf"(?:what|who|which(?: one| ones)?)(?: else)? (?!{SUBJECT}\b|if\b)[a-z']{{2,}}")
_WH_SHORT = re.compile(
    rf"(?:how|what) about\b|what if\b|why not\b|how come\b|how so\b|what else\b|what then\b|what for\b|since when\b"
    rf"|{_WH_PHRASE}$|(?:and )?then what$"
)
_WH_ANY = re.compile(rf"{_WH_PHRASE}\b")
_FREE_RELATIVE = re.compile(
    rf"(?:what|how|where|when|whatever|who) (?:{PRONOUN}|{DETERMINER})\b.* (?:is|was|are|were|seems|sounds)\b"
)
_SUBORDINATE = re.compile(rf"(?:when|where|how|what|who|whatever|which) (?:{PRONOUN}|{DETERMINER}|quoted|\w+ing)\b")
_PSEUDO_CLEFT = re.compile(rf"(?:what|who|where|how)(?! (?:{AUX})\b) .* (?:is|was|are|were)\b")
_EXCLAIMED = re.compile(r"(?:what (?:a|an)\b|how (?!(?:do|did|does|is|are|was|were|can|could|would|will|come)\b)\w+$)")
_INNER_WH = re.compile(
    rf"(?<=\s)(?:{_WH_PHRASE}|what (?:kind|sort|type) of \w+|how \w+)(?: [\w-]+)? "
    rf"(?:{AUX}) (?:i|you|he|she|we|they|it|your|the)\b"
)
_INNER_POLAR = re.compile(r"(?<=\s)(?:do|did|would|could|have|are|were|will|can) you\b")
_POLAR = re.compile(rf"(?:{AUX})(?! (?:not )?(?:to|of)\b) (?:not )?[\w'-]+")
_POLAR_UNMARKED = re.compile(
    rf"(?:(?:{AUX_NOT}|am|is|are|was|were|does|did|has|had|can|could|will|would|shall|should) (?:not )?{SUBJECT}"
    r"|(?:do|have|may|might) (?:i|you|he|she|we|they|people|your|any of)|(?:does|did|is|has|was|will|would) \w+ \w+)\b"
)
_CONDITIONAL = re.compile(r"(?:had|should|were) (?:you|i|we|they|it|he|she)\b.*,")
_INDIRECT_TAIL = rf"(?: (?:to|in|about|on|if|whether|what|how|why|which|where|who|when|for|as))\b"
_REQUEST = re.compile(rf"(?:please |maybe |perhaps |just |then |now |also |briefly ){{0,2}}{REQUEST}")
_SCENE = re.compile(rf"(?:please |just |now )?{SCENE}")
_POLITE_REQUEST = re.compile(rf"{POLITE}(?:{REQUEST}|{TELLING}|{_WH_PHRASE}\b|about\b)")
_INDIRECT = re.compile(rf"(?:{CURIOUS}{_INDIRECT_TAIL}|{WANT_TO_KNOW} (?!you\b|that\b|someone\b))")
_MORE_ASKS = re.compile(
    rf" (?:and|but|plus|or|also|then)(?: (?:also|then|so|if so|tell me|maybe|by|for|to|with))?,? "
    rf"(?={_WH_PHRASE}\b|{_INVERTED})"
)
_TAG = re.compile(
    rf"(?:(?:{AUX_NOT}) (?:i|you|he|she|it|we|they|there|that|this)|(?:{AUX}) (?:i|you|he|she|it|we|they|there)(?: not)?|right|yeah"
    r"|yes|no|correct|eh|huh|okay|true|innit|am i right|is that (?:right|correct|it|fair|so|true|accurate)|would you say"
    r"|would you agree|do you think|do you know|do you mean|you think|you know|is it fair to say|does that sound right"
    r"|do i have that right|have i got that right|did i get that right|is that what you mean|or not|or no)"
)


def read(text: str) -> Message:
    """Read a message: its sentences and what each of them asks."""
    plain = normalise(text)
    pieces = [(words.strip(" ,"), end) for words, end in _SENTENCE.findall(plain)]
    sentences = [_sentence(words, "?" in end) for words, end in pieces if re.search(r"\w", words)]
    return Message(tuple(sentences[-_MOST_SENTENCES:]))


def without_openers(text: str) -> str:
    """Drop what only leads in: "okay, so", "and", "thanks,"."""
    for _ in range(5):
        found = _OPENER.match(text)
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
    found: list[Ask] = []
    pending = ""
    for place, (start, head) in enumerate(zip(starts, heads, strict=True)):
        if _TAG.fullmatch(head) and place:
            continue
        if re.fullmatch(_WH_PHRASE + r"(?: \w+){0,2}", head) and place + 1 < len(heads) and not marked_end(head):
            pending = head
            continue
        kind = _kind(head, start, marked, rest=heads[place + 1 :])
        if pending and kind is Kind.POLAR:
            kind, start = Kind.WH, f"{pending} {start}"
        pending = ""
        if kind is not None and not _is_false_start(head, heads[place + 1 :]):
            found.append(Ask(kind, start))
            found.extend(_joined(kind, head, start))
    if not found:
        found.extend(_inner(text, marked))
    if not found and marked and text:
        found.append(Ask(Kind.DECLARATIVE if _has_verb(text) else Kind.FRAGMENT, text))
    return tuple(found)


def marked_end(head: str) -> bool:
    """Whether a bare question word asks by itself: "why", "how so"."""
    return head in {"why", "how so", "how come", "what else"}


def _kind(head: str, start: str, marked: bool, rest: list[str]) -> Kind | None:
    if _POLITE_REQUEST.match(head) or _REQUEST.match(head):
        return Kind.REQUEST
    if _SCENE.match(head) and not marked and not rest:
        return Kind.REQUEST
    if _INDIRECT.match(head):
        return Kind.INDIRECT
    if _WH_ANY.match(head):
        return Kind.WH if _is_wh_question(head, start, marked, rest) else None
    if _CONDITIONAL.match(start):
        return None
    if (_POLAR if marked else _POLAR_UNMARKED).match(head) and not re.match(
        r"(?:do|have) (?:not )?(?:a|the|it)\b", head
    ):
        return Kind.POLAR
    return None


def _is_wh_question(head: str, start: str, marked: bool, rest: list[str]) -> bool:
    if _SUBORDINATE.match(head) and (any(_opens(later) for later in rest) or not marked):
        return False
    if _FREE_RELATIVE.match(head):
        return False
    if _WH_AUX.match(head) or _WH_SHORT.match(head):
        return True
    if marked:
        return True
    if _EXCLAIMED.match(start) or _PSEUDO_CLEFT.match(start):
        return False
    return bool(_WH_NOUN_AUX.match(head) or _WH_VERB.match(head))


def _opens(head: str) -> bool:
    return bool(_WH_AUX.match(head) or _WH_NOUN_AUX.match(head) or _WH_VERB.match(head) or re.match(_INVERTED, head))


def _is_false_start(head: str, rest: list[str]) -> bool:
    """ "What do you, how would you put it?": the speaker began again."""
    unfinished = re.fullmatch(
        rf"(?:{_WH_PHRASE}(?: \w+)? )?(?:{AUX}) (?:you|it|that|they|he|she|we|i)(?: (?:think|feel|say))?", head
    )
    return bool(unfinished) and any(_opens(later) for later in rest)


def _inner(text: str, marked: bool) -> list[Ask]:
    """A question that follows its preamble without a comma."""
    match = _INNER_WH.search(text)
    if match is not None and (
        marked or not re.search(r"\b(?:know|asked|asking|wonder|sure|clue)\b", text[: match.start()])
    ):
        return [Ask(Kind.WH, text[match.start() :]), *_joined(Kind.WH, text[match.start() :], text[match.start() :])]
    if marked:
        match = _INNER_POLAR.search(text)
        if match is not None and not re.search(rf"\b{WH} (?:[\w']+ ){{0,2}}$", text[: match.start()]):
            return [Ask(Kind.POLAR, text[match.start() :])]
        match = re.search(rf"(?<=\s)(?:{WH})$", text)
        if match is not None:
            return [Ask(Kind.WH, text)]
    return []


def _joined(kind: Kind, head: str, start: str) -> list[Ask]:
    """Further asks tied on with "and": "Where is the bottleneck and who owns it?"."""
    asks = []
    for found in _MORE_ASKS.finditer(head):
        before, rest = head[: found.start()], head[found.end() :]
        if re.search(rf"\b{WH}$", before):
            continue  # "how and when will you ..." is one clause
        if _asks_again(kind, before, rest, found.group()):
            asks.append(Ask(Kind.WH if _WH_ANY.match(rest) else Kind.POLAR, rest))
    return asks


def _asks_again(kind: Kind, before: str, rest: str, conjunction: str) -> bool:
    if not _WH_ANY.match(rest):
        return not conjunction.startswith(" or")  # "or are you ..." offers a choice
    if re.match(rf"{_WH_PHRASE}(?: else)? (?:{AUX}) (?:i|you|he|she|we|they|it|your|the|that|this)\b", rest):
        return True
    if re.match(rf"{_WH_PHRASE}(?: (?:\w+ )?(?:not|{AUX_NOT}))?$", rest) and not re.fullmatch(_WH_PHRASE, rest):
        return False
    if kind in (Kind.REQUEST, Kind.INDIRECT):
        return True
    embedded = re.search(rf"(?<=\s){WH}\b", before[5:])
    if embedded or kind is Kind.POLAR and not _WH_AUX.match(rest):
        return False
    return bool(_WH_AUX.match(rest) or _WH_NOUN_AUX.match(rest) or _WH_VERB.match(rest) or _WH_SHORT.match(rest))


_VERB = re.compile(
    rf"\b(?:{AUX}|i|you|we|they|he|she|feels?|felt|seems?|sounds?|wants?|wanted|needs?|needed|makes?|made|went|goes|got|gets|said"
    r"|says|told|thinks?|thought|knows?|knew|agreed|happened|\w{3,}(?:ed|en't))\b"
)


def _has_verb(text: str) -> bool:
    return _VERB.search(text) is not None
