"""Leading by the choice of words: judgements, hurts and motives that the other person has not named.

Survey method calls such words loaded; Clean Language counts every noun of the asker that the other person has not used.
So a word that is quoted, or given back with "you said", is not held against the asker.
"""

import re
from collections.abc import Callable

from podsprint.domain.questions.evaluations import CRITICISM, CRITICISM_NOUN, FAULT, INSULT, PRAISE
from podsprint.domain.questions.lexicons import AUX_PLAIN
from podsprint.domain.questions.model import Label, Message, Rule

_SAID_BEFORE = re.compile(
    r"\b(?:you (?:said|say(?! to)|mentioned|described?|called?|told|used|talked|wrote|named|put it"
    r"|are calling"
    r"|were saying|spoke)|your word|quoted|in your words|by)\b"
)
_HYPOTHETICAL = re.compile(r"\b(?:would|could|might|if|imagine|suppose|worst case)\b")


def _own_word(pattern: str) -> Callable[[Message], bool]:
    """The pattern occurs in a sentence that asks, and not as the other person's word."""
    compiled = re.compile(pattern)

    def occurs(message: Message) -> bool:
        for sentence in message.sentences:
            found = compiled.search(sentence.text) if sentence.asks else None
            if found and not _SAID_BEFORE.search(sentence.text[: found.start()]):
                # "What would a toxic place look like?" describes nobody's place.
                indefinite = found.group().startswith(("the ", "so ", "too ", "a ", "an "))
                return not (indefinite and _HYPOTHETICAL.search(sentence.text))
        return False

    return occurs


INSULTING = Rule(
    "insult",
    Label.LEADING,
    predicate=_own_word(rf"(?:\ban? (?:bit |little |real |complete |total )?)?\b{INSULT}\b"),
    hits=("Is your director a bit naive?", "What do you make of their stupid rule?"),
    misses=("You said it was a toxic place. What do you mean by that?", "What would a toxic place look like?"),
)
CRITICAL = Rule(
    "criticism_taken_as_fact",
    Label.LEADING,
    predicate=_own_word(
        r"\b(?:such an? |so |too |(?:the|this|that|these|those|your|his|her|their|our|its|\w+'s|my)"
        rf" (?:\w+ly |very |so-called )?){CRITICISM}\b(?! (?:about|with what|of you|for you))"
    ),
    hits=("How do you deal with such a rude client?", "What did you say to that arrogant man?"),
    misses=("What is difficult for you?", "If it were so boring, what would you do?"),
)
CRITICAL_NOUN = Rule(
    "criticism_in_a_noun",
    Label.LEADING,
    predicate=_own_word(
        rf"\b{CRITICISM_NOUN}\b|\bthe (?:guilt|shame|mess|chaos|failure|wreckage|fallout|pain|humiliation)\b"
        r"|\bsuch an? (?:\w+ )?(?:failure|mistake|struggle|problem|shock|relief|success|joke|shame|waste"
        r"|burden|pain)\b"
        r"|\bthe worst (?:thing|part) (?:about|of)\b|\bso-called\b|\banother (?:year|month|week|round) of\b"
    ),
    hits=("How did the fiasco start?", "What made it such a failure?"),
    misses=("How did it start?", "What's the worst that could happen?"),
)
FAILING = Rule(
    "their_failing",
    Label.LEADING,
    predicate=_own_word(
        r"\b(?:your|his|her|their) (?:\w+ )?(?:failures?|weakness(?:es)?|stubbornness|insecurity"
        r"|insecurities|resistance|guilt"
        r"|need to (?:please|control|be|win|have)|tendency to|habit of|jealousy|ego|bad habits?"
        r"|unwillingness|mistakes"
        r"|(?:(?!biggest|main|current|key|top|first|next)\w+ )problem)\b(?! (?:you|statement|at hand"
        r"|solving))"
    ),
    hits=("What feeds your need to control things?", "How does his jealousy show?"),
    misses=("What's your biggest problem?", "What do you need?"),
)
PRAISING = Rule(
    "praise",
    Label.LEADING,
    predicate=_own_word(
        r"\b(?:such an? |your |our |his |her |their |that |this |\w+'s "
        r"|the (?=excellent|brilliant|amazing|fantastic|wonderful|superb|outstanding))(?:truly |really )?"
        rf"{PRAISE}\b(?! (?:about|for you))"
    ),
    hits=("What do you think of our brilliant new tool?", "Who came up with that excellent plan?"),
    misses=("What would a great week look like?", "What's great about it?"),
)
HOW_AWFUL = Rule(
    "how_awful",
    Label.LEADING,
    predicate=_own_word(
        rf"\bhow (?:\w+ly )?(?:{PRAISE}|badly|terribly|poorly|awful|terrible|frustrat\w+|disappoint\w+"
        rf"|angry|upset\w*|annoy\w+"
        r"|devastat\w+|unfair|horrible|guilty|ashamed|hurt\w*|ridiculous|painful|humiliat\w+|embarrass\w+"
        r"|stressful|exhausting"
        r"|demorali[sz]\w+|damaging|irritat\w+|outrag\w+|betrayed|toxic|unreasonable|rude|harmful|thrilled"
        r"|excited|relieved"
        r"|proud (?:must|are|were)|offended|tired|scared|scary)"
        r" (?:\w+ ){0,2}?(?:is|was|are|were|did|do|does|has|have|must|will|would it|that|it|you|the)\b"
    ),
    hits=("How awful was it?", "How badly did it go?"),
    misses=("How was it?", "How important is it?"),
)
HURT_DONE = Rule(
    "hurt_done",
    Label.LEADING,
    predicate=_own_word(
        r"\b(?:to be|being|been|was|were|are|is|got|get|getting|felt|feel) (?:so |badly |publicly "
        r"|unfairly |constantly )?"
        r"(?:humiliated|betrayed|bullied|mistreated|abandoned|belittled|sidelined|disrespected|insulted"
        r"|cheated|backstabbed"
        r"|exploited|victimi[sz]ed|attacked|lied to|taken advantage of|left to pick up)\b"
        r"|\b(?:betrayed|humiliated|abandoned|cheated|bullied|attacked|insulted|mistreated|belittled"
        r"|sidelined|lied to"
        r"|walked all over|stabbed) (?:you|him|her|them)\b"
    ),
    hits=("What did you do when they humiliated you?", "How did it feel to be sidelined?"),
    misses=("You said you were bullied. What happened then?", "How did it feel to be asked?"),
)
IMPOSED = Rule(
    "imposed",
    Label.LEADING,
    predicate=_own_word(
        r"\bsurviv(?:e|ed|ing)\b|\bput up with\b|\b(?:stuck|saddled) with\b|\bforced (?:you|on|to)\b"
        r"|\bobsess\w+\b"
        r"|\bimpos(?:e|ed|ing)\b"
    ),
    hits=("How do you put up with her?", "Are you still stuck with that vendor?"),
    misses=("How do you work with her?", "Where do you feel stuck?"),
)
REAL_REASON = Rule(
    "real_reason",
    Label.LEADING,
    predicate=_own_word(
        r"\b(?:your|his|her|their) (?:real|true|hidden|secret) (?:reasons?|motives?|agenda|problem|feelings"
        r"|intentions?)\b"
        r"|\byou (?:\w+ )?(?:admit|own up|face the fact|face up to|come clean|come to your senses)\b"
        r"|\byou (?:would |do |will )?(?:have to|must) (?:admit|agree|say)\b"
        r"|\byou\b.*\bso (?:easily|badly|carelessly|poorly|little|late|slowly)$"
    ),
    hits=("What's your real reason for leaving?", "What will it take for you to admit it?"),
    misses=("What are your reasons for leaving?", "What do you have to do today?"),
)
GUESSED_CAUSES = Rule(
    "guessed_causes",
    Label.LEADING,
    pattern=re.compile(
        r"(?:is|was) it .* or .* or (?:is|was) it\b|(?:is|was) it that you (?:can't|don't|won't"
        r"|never)\b.*\bor\b"
    ),
    hits=("Is it that you can't or that you won't?",),
    misses=("Is it urgent or can it wait?",),
)
LOADED_CHOICE = Rule(
    "loaded_choice",
    Label.LEADING,
    pattern=re.compile(
        rf"(?:{AUX_PLAIN})\b.*(?:\bor\b.*\b(?:a real|a proper|a true|regret)\b"
        r"|\b(?:can't|not able|unable)\b.* or .*\b(?:won't|don't want|not willing|refuse|just)\b"
        r"|\bor (?:(?:is|are|do|did|was|were|will|have|would) (?:it|you|they|he|she|that|this|we) )?"
        r"(?:(?:just|simply|merely|still) (?!the\b|one\b|a few|once|some)"
        r"|(?:one|someone|somebody|people|a \w+) (?:who|that) (?:just|only|simply|never|always)\b"
        r"|.{1,40} (?:forever|the rest of)\b|going to (?:keep|let|just)|go on \w+ing|keep|kept|give up"
        r"|let (?:them|it|him|her|things)"
        r"|hide|avoid\w*|continue|carry on|sit (?:back|there)|wait (?:until|for it|for things)|another"
        r"|afraid|scared|settle"
        rf"|run away|an excuse|{CRITICISM}|{CRITICISM_NOUN}|{FAULT})\b"
        rf"|\b(?:{CRITICISM_NOUN}|{FAULT}|excuse|just (?:being|an|a)|simply)\b.* or\b)"
    ),
    hits=("Do you want to lead or just keep complaining?", "Shall we fix it or go on patching?"),
    misses=("Do you prefer mornings or afternoons?", "Is it urgent or can it wait?"),
)

LOADED_RULES = (
    INSULTING,
    CRITICAL,
    CRITICAL_NOUN,
    FAILING,
    PRAISING,
    HOW_AWFUL,
    HURT_DONE,
    IMPOSED,
    REAL_REASON,
    GUESSED_CAUSES,
    LOADED_CHOICE,
)
