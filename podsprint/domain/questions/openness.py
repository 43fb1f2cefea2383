"""Whether the answer may be anything, or only yes, no, a pick, or one fact.

AnnoMI's scheme: an open question leaves a wide range of answers, a closed one implies a short answer.  MITI 4.2.1
counts both simply as questions, so this is a flag beside the label and never by itself a steer.
"""

import re

from podsprint.domain.questions.lexicons import (
    ADV,
    AUX,
    PERMISSION,
    POLITE,
    PROMPT,
    PROPOSAL,
    REQUEST,
    SCALE,
    TELLING,
    WH,
)
from podsprint.domain.questions.model import Ask, Kind

_QUANTITY = re.compile(
    r"(?:for |by |since |in |until |about |at |on |roughly )?(?:how (?:many|much (?:time|money|sleep"
    r"|of your|longer|more time"
    r"|did (?:it|that|you) (?:cost|pay|weigh)|do you (?:weigh|drink|smoke|earn|make|pay)|does (?:it"
    r"|that) cost|is|are)"
    r"|much$|long|often|old|far (?:is|away|from)|soon|frequently|tall|big|large|late|early|fast|recently"
    r"|regularly)\b"
    r"|(?:what|which) (?:time|date|day|days|year|month|quarter|week|number|percentage|percent|age|size"
    r"|price|amount|floor"
    r"|room|city|town|country|company|department|school|grade|version|weekday|hour|proportion|share of"
    r"|degree did)\b"
    r"|when\b(?! (?:do|does|did|are|is) you (?:feel|notice|find|tend|most|think|become|start to)\b)"
    r"|since when\b|by when\b|until when\b"
    r"|who(?:m|se)?\b(?! (?:view|voice|perspective|opinion|input|support|help|needs|interests)\b)(?! (?:do"
    r"|would|did|will|might"
    r"|could) you (?:want|need|have|like"
    r"|wish|hope)? ?(?:to )?(?:be|become|being)\b))"
)
_FACT_WHAT = re.compile(
    r"(?:what|which) (?:is|was|are|were) (?:the |your |his |her |their |its |our |this )?(?:current |exact "
    r"|full |first |last |job"
    r" |total |next )?(?:name|names|age|title|deadline|due date|start date|date|phone|number|email|e-mail"
    r"|address|budget|headcount"
    r"|salary|job|score|price|cost|role|temperature|password|link|agenda|sprint|version|position|time"
    r"|birthday)s?"
    r"(?: (?:of|for|there|again|now|today|at|on|in|called|like this)\b.*)?$"
    r"|what (?:is|was) (?:he|she|it|that|they|this) called|what (?:do|did|does) (?:you|he|she|they"
    r"|it) (?:do for (?:a living|work)|weigh"
    r"|cost|study|earn)\b"
)
_WHICH_PICK = re.compile(
    r"(?:so |in |on |from |at |with |to )?(?:which|whose) (?:of (?:the|these|those|them|your)|one|ones"
    r"|person|team|tool|colleague|manager"
    r"|client|customer|project|office|product|meeting|day|release|supplier|vendor|people|site|market|region"
    r"|city|goes?|is|was"
    r"|do you prefer|comes)\b"
)
_WHICH_WIDE = re.compile(
    r"which .*\b(?:would|might|could|feels?|matters?|means?|serves?|appeals?|stands? out|speaks?|why)\b"
)
_WHERE_FACT = re.compile(
    rf"where (?:exactly )?(?:{AUX}) (?:you|he|she|they|it|we|that|this|the \w+"
    rf"|your \w+)(?: (?!(?:want|see|feel)\b)\w+)?(?: (?:live|work|working|based|located"
    r"|born|grow up|sit|sitting|go|meet|stay|study|study at|buy|hear|heard|read|keep|kept|put|happen|held|now"
    r"|today|stored|saved|park|staying|living|moving|travel|travelling)\b.*)$|where (?:is|was|are"
    r"|were) (?:you|he|she|they|it|that|this|the \w+|your \w+)$"
)
_WHERE_WIDE = re.compile(
    r"where (?:\w+ )?(?:do|does|did|would|might|could|is|are|was|will) (?:you|it|that|this|the) (?:see|feel"
    r"|want|like|notice|stand"
    r"|get|find|need|hope|start|leave|come up|show up|think)\b"
)
_SHUT_INSIDE = re.compile(rf"(?:if|whether|yes or no|your (?:name|age|title|email)|{_QUANTITY.pattern})\b")
_NOT_OPEN_FRAME = re.compile(rf"(?:what if\b|{PROPOSAL}|why (?:don't|not)\b)")
_POLITE_OPEN = re.compile(rf"{POLITE}(?:{REQUEST}|{TELLING})")
_ASK_LEAVE = re.compile(
    rf"(?:can|could|may|might) (?:i|we) (?:just |also )?(?:ask|hear|know|understand"
    rf"|learn)(?: you)?(?: more)? (?:about\b|{WH}\b)"
)
_ANY_WH = re.compile(rf"\b{WH}\b")
_SELF = re.compile(r"(?:could|can) you say that again|can you repeat")


def is_open(ask: Ask) -> bool:
    """Whether the form of this ask leaves the answer open."""
    text = ask.text
    if asks_permission(text) and not _ASK_LEAVE.match(text):
        return False
    if ask.kind is Kind.FRAGMENT:
        return PROMPT.fullmatch(text) is not None
    if ask.kind in (Kind.DECLARATIVE, Kind.POLAR):
        return ask.kind is Kind.POLAR and _ASK_LEAVE.match(text) is not None and _wh_part_open(text)
    if ask.kind in (Kind.REQUEST, Kind.INDIRECT):
        return _request_open(text)
    return wh_open(text)


def wh_open(text: str) -> bool:
    """Whether a question with its own question word leaves the answer open."""
    if _NOT_OPEN_FRAME.match(text):
        return False
    if asks_fact(text):
        return False
    return not (asks_scale(text) and re.match(r"(?:how|where|what (?:number|is your|would you)|which|on)\b", text))


def asks_fact(text: str) -> bool:
    """One number, date, name or place."""
    if _QUANTITY.match(text) or _FACT_WHAT.match(text):
        return True
    if _WHICH_PICK.match(text):
        return not _WHICH_WIDE.match(text) or text.startswith("which person")
    return _WHERE_FACT.match(text) is not None and _WHERE_WIDE.match(text) is None


def asks_scale(text: str) -> bool:
    """A number between two named ends."""
    return SCALE.search(text) is not None and not re.match(
        r"(?:what (?:would (?:it|make|move|help|need|have|get|take|be different|a |an )|makes?|made|keeps?"
        r"|moved|gets?|brings?|is it that)|why)\b",
        text,
    )


def asks_permission(text: str) -> bool:
    """Leave to ask, offer or go on: MITI 4.2.1 counts that as seeking collaboration."""
    return re.match(PERMISSION, text) is not None


def _wh_part_open(text: str) -> bool:
    found = _ANY_WH.search(text)
    return found is None or wh_open(text[found.start() :])


def _request_open(text: str) -> bool:
    if _SELF.match(text):
        return False
    body = re.sub(rf"^(?:{POLITE})?(?:please |just ){{0,2}}(?:{REQUEST}|{TELLING})\s*(?:about )?{ADV}", "", text)
    if asks_scale(text):
        return False
    if _SHUT_INSIDE.match(body):
        return False
    found = _ANY_WH.search(text)
    if (
        found
        and text[found.start() :] != text
        and re.match(r"(?:how (?:many|long|often|old|much (?:time|money))|what time)\b", text[found.start() :])
    ):
        return False
    return not re.search(
        r"\b(?:wonder|wondering|curious|know|interested|ask|hear|see) (?:to (?:know|see|hear) )?(?:if|whether)\b", text
    ) or bool(
        re.search(
            rf"(?:if|whether) you (?:could|would|can|might)(?: be (?:able|willing) to)? (?:just "
            rf"|maybe )?{REQUEST}",
            text,
        )
    )
