"""Rules about the form of the asking: nothing asked, several things asked, a short answer asked, or a free one."""

import re

from podsprint.domain.questions.lexicons import AUX_PLAIN, INTERJECTION, SCENE
from podsprint.domain.questions.model import Ask, Kind, Label, Message, Rule
from podsprint.domain.questions.openness import asks_fact, asks_permission, asks_scale, is_open

_WILL = re.compile(
    r"(?:and |so |by |until |with |to |from |in )?(?:when|who|whom|which \w+|what (?:day|date|time)|by when"
    r"|where|how (?:often|soon|long|many \w+)|on (?:what|which) \w+)(?: exactly| else| first"
    r"| specifically)? "
    r"(?:(?:will|shall) (?:you|we|they|i)|(?:are|do) (?:you|we) (?:going to|plan(?:ning)? to"
    r"|intend(?:ing)? to|want to|commit(?:ting)? to|taking|choosing|committing|starting)|(?:will|needs? to"
    r"|has to|could|can|might) (?:know|help"
    r"|support|remind|hold|it be|that be|this be|hear|notice)|would you like to|do you need)\b"
)
_SCENE = re.compile(SCENE)
_OWN_LIST = re.compile(
    rf"(?:what|how|why|where)\b(?!.*\b(?:prefer|or what|whether)\b).*, (?!(?:or|{AUX_PLAIN}|whether|if|like"
    rf"|such as)\b)(?:[\w' -]{{2,30}}, ){{0,4}}[\w' -]{{2,30}},? or (?!(?:anything|something|someone|so|not"
    rf"|more|less)\b)[\w' -]{{2,40}}$"
)
_CLAUSES_WITH_OR = re.compile(rf" or,? (?:{AUX_PLAIN}) (?:it|you|they|he|she|that|this|we|there|your|the)\b")


def separate_asks(message: Message) -> tuple[Ask, ...]:
    """What is asked, without "really?" and the like, and without "think of a time" before the question itself."""
    return tuple(ask for ask in message.asks if not INTERJECTION.fullmatch(ask.text) and not _SCENE.match(ask.text))


def _several(message: Message) -> bool:
    return len(separate_asks(message)) > 1


def _own_answers(message: Message) -> bool:
    for ask in message.asks:
        if ask.kind is Kind.WH and (_OWN_LIST.match(ask.text) or _CLAUSES_WITH_OR.search(ask.text)):
            return True
        if ask.kind is Kind.POLAR and _CLAUSES_WITH_OR.search(ask.text) and len(re.findall(r"\bor\b", ask.text)) > 1:
            return True
    return False


def _nothing(message: Message) -> bool:
    return not message.asks


def _will(message: Message) -> bool:
    return any(_WILL.match(ask.text) for ask in message.asks)


def _permission(message: Message) -> bool:
    return any(asks_permission(ask.text) for ask in message.asks)


def _scale(message: Message) -> bool:
    return bool(message.asks) and any(asks_scale(sentence.text) for sentence in message.sentences if sentence.asks)


def _fact(message: Message) -> bool:
    return any(ask.kind is Kind.WH and asks_fact(ask.text) for ask in message.asks)


def _shut(message: Message) -> bool:
    return bool(message.asks) and not any(is_open(ask) for ask in message.asks)


def _wide(message: Message) -> bool:
    return any(is_open(ask) for ask in message.asks)


NOTHING_ASKED = Rule(
    "nothing_asked",
    Label.NOT_A_QUESTION,
    predicate=_nothing,
    hits=("Thanks!", "That took courage.", "He asked me how it went.", "see https://example.com/?a=b", "What a week!"),
    misses=("how was it", "Tell me more.", "Curious what you see"),
)
SEVERAL_ASKS = Rule(
    "several_asks",
    Label.STACKED,
    predicate=_several,
    hits=(
        "What happened? Who was there?",
        "Where did it start and what did you do?",
        "Tell me what you saw and what you did.",
    ),
    misses=("What are the costs and benefits?", "Really? What happened?", "It is late. What do you need?"),
)
OWN_ANSWERS = Rule(
    "own_answers",
    Label.STACKED,
    predicate=_own_answers,
    hits=("What is in the way: time, money or courage?", "Is it pay, or hours, or is it the boss?"),
    misses=("What works, if anything?", "Do you go by bus or by train?"),
)
PERMISSION = Rule(
    "permission",
    Label.OK,
    predicate=_permission,
    hits=("Can I share something I noticed?", "Would it be all right if we paused?"),
    misses=("Can you share it?", "Is it all right?"),
)
ON_A_SCALE = Rule(
    "scale",
    Label.OK,
    predicate=_scale,
    hits=("How sure are you, from 1 to 10?", "Out of 10, where are you now?"),
    misses=("What would make it an 8 out of 10?", "How sure are you?"),
)
WILL_SPECIFICS = Rule(
    "will_specifics",
    Label.OK,
    predicate=_will,
    hits=("When will you tell them?", "Who will you ask first?"),
    misses=("When did you tell them?", "Who told you?"),
)
ONE_FACT = Rule(
    "one_fact",
    Label.CLOSED,
    predicate=_fact,
    hits=("How many people report to you?", "What is the deadline?", "Who approves it?"),
    misses=("How do you see it?", "What would help?"),
)
SHORT_ANSWER = Rule(
    "short_answer",
    Label.CLOSED,
    predicate=_shut,
    hits=("Did it work?", "Tea or coffee?", "He left?"),
    misses=("What worked?", "In what way?"),
)
OPEN_ASK = Rule(
    "open_ask",
    Label.OK,
    predicate=_wide,
    hits=("What worked?", "Tell me about it.", "I wonder how that was.", "Could you describe that?"),
    misses=("Did it work?",),
)

# In order: the first that matches decides.
STACKED_RULES = (SEVERAL_ASKS, OWN_ANSWERS)
PLAIN_RULES = (NOTHING_ASKED, PERMISSION, ON_A_SCALE, WILL_SPECIFICS, ONE_FACT, OPEN_ASK, SHORT_ANSWER)
