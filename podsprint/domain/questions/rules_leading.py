"""Questions that show which answer is wanted, or take something for granted.

Survey method separates leading (signals the wanted answer) from loaded (embeds a contestable assumption); interview
research (NICHD) calls a question suggestive when it supplies what the person has not said.  All of it is one label.
"""

import re

from podsprint.domain.questions.evaluations import INNER_STATE
from podsprint.domain.questions.lexicons import AUX_NOT, AUX_PLAIN
from podsprint.domain.questions.model import Kind, Label, Message, Rule, Scope

_THEY = r"(?:i|you|he|she|it|we|they|there|that|this)"
TAG = Rule(
    "tag",
    Label.LEADING,
    pattern=re.compile(
        rf"^(?:.*, (?:{AUX_NOT} {_THEY}|right|yeah|yes|no|correct|eh|huh|innit|true|wouldn't you (?:say"
        rf"|agree|think)|don't you (?:think|agree|find)|am i right|surely|of course|obviously)$"
        rf"|.*\b(?:n't|not|never|nobody|no one|hardly|barely|nothing|no) .*, {AUX_PLAIN} {_THEY}$"
        rf"|.*n't\b.*, {AUX_PLAIN} {_THEY}$"
        rf"|(?!(?:{AUX_NOT}|{AUX_PLAIN}|what|how|why|who|when|where|which|in|to|for)\b)\w+ .* (?:(?:isn't"
        rf"|aren't|wasn't|weren't|doesn't|didn't|don't|haven't|hasn't|can't|couldn't|won't|wouldn't"
        rf"|shouldn't) {_THEY}|right|innit)$)"
    ),
    scope=Scope.ASKING,
    hits=("It comes down to money, doesn't it?", "You are the bottleneck, right?", "They never asked, did they?"),
    misses=("You met on Tuesday?", "What feels right?", "Which of them is right?"),
)
NEGATIVE_START = Rule(
    "negative_start",
    Label.LEADING,
    pattern=re.compile(
        rf"(?:{AUX_NOT}) (?!{_THEY} (?:mind|hear))\w+|(?:is|are|was|were|do|does|did|have|has|could|would"
        rf"|should|can|will) (?:it|you|he|she|they|we|that|this|there) not (?!\w+ (?:to|yet)$)\w+"
    ),
    hits=("Isn't that a bit soon?", "Weren't they told already?", "Do you not find that odd?"),
    misses=("Is that soon?", "What isn't working?", "Have you decided not to go?"),
)
THINK_DONT_YOU = Rule(
    "dont_you_think",
    Label.LEADING,
    pattern=re.compile(
        r"(?:don't you (?:think|agree|feel|find|want|see)|wouldn't you (?:say|agree|think|rather|like)"
        r"|would you (?:not )?agree|do you (?:not )?agree (?:that|with me)|(?:do|can"
        r"|don't) you (?:not )?(?:see|realise|realize|accept|admit|appreciate|recognise|recognize"
        r"|acknowledge) (?:that|how (?!to\b|you could)|why|what you|the (?:damage|harm|problem))"
        r"|are you (?:aware|conscious) (?:that|of how|how)|you (?:do|would|must|have to|will) (?:realise"
        r"|realize|agree|admit|know (?:that|it))|(?:is|would) it (?:not )?(?:be )?(?:fair|safe|right"
        r"|accurate|true) to (?:say|assume|call|conclude)|(?:could|might|can) it (?:not )?(?:simply |just "
        r"|also )?be (?:that|because|your|a|the|you)|is it (?:not )?(?:possible|likely) (?:that )?(?:you|he"
        r"|she|they|your|the|this|it|some)"
        r"|(?:do|did|are|would|will) you (?:really|honestly|actually|seriously|truly|genuinely"
        r"|still) (?:think|thinking|believe|want|expect|need|going|sure|convinced|feel|willing|have to|mean"
        r"|clinging|avoiding|letting|refusing))\b"
    ),
    hits=(
        "Would you agree that it went wrong early?",
        "Can you see how that might upset them?",
        "Do you really want to stay?",
    ),
    misses=("What do you agree on?", "How do you see that?", "What do you really want?"),
)
SURELY = Rule(
    "surely",
    Label.LEADING,
    pattern=re.compile(
        r"\b(?:surely|obviously|clearly|of course|evidently|undoubtedly|no doubt|without (?:a )?doubt"
        r"|needless to say"
        r"|naturally(?=,| you)|seriously expect|as everyone knows|it goes without saying|we all know"
        r"|we both know"
        r"|as we know|as you know|it is (?:obvious|clear|no secret|common knowledge|well known|plain|a fact"
        r"|only natural)"
        r"|let us be honest|let us face it|the (?:real|actual|obvious|underlying) (?:problem|issue|reason"
        r"|question|cause)"
        r" (?:is|here)|the truth is|deep down|experts (?:agree|say)|research shows|given (?:how|that (?:he"
        r"|she|they|it|your))"
        r"|after all|admit it|be honest)\b"
    ),
    scope=Scope.ASKING,
    hits=("Surely they were told?", "Obviously it is late, so what do you do?", "Is that the real problem here?"),
    misses=("How clear is it to everyone?", "What is a sure sign?", "What matters most to people?"),
)
_OTHERS = re.compile(
    r"(?:as |like |since |when |because |but |if )?(?:everyone else|everybody else|(?:everyone"
    r"|everybody) (?:knows|agrees|can see|says)"
    r"|(?:anyone|anybody) can see|most (?:people|leaders|managers|teams|of us)|(?:the |all the "
    r"|all )?other (?:leads|leaders|managers"
    r"|teams|people|pods|departments|companies)|(?:any|every|a) (?:good|decent|reasonable|sensible|real"
    r"|great|strong|competent)"
    r" (?:leader|manager|person|boss|coach|parent|team)) (?!to\b)\w+"
)


def _compared(message: Message) -> bool:
    """A clause of the asking sentence, and not the question itself, holds up what others do."""
    return any(_OTHERS.match(start) for s in message.sentences if s.asks for start in s.starts)


COMPARED = Rule(
    "compared_with_others",
    Label.LEADING,
    predicate=_compared,
    hits=("Everyone else is on board, so what is the hold-up?", "Most people would quit; what about you?"),
    misses=("What would other teams say?", "How do most people take it?", "Does anyone else see it?"),
)
BECAUSE = Rule(
    "because",
    Label.LEADING,
    pattern=re.compile(
        r"(?:is|was|are|were|do|did|does|could|might|have|has|so|and|you|it|that|this|they|he"
        r"|she)\b.*\b(?:because|due to|the reason (?:is|you|why you)|is that why|so that you)\b"
    ),
    hits=("Is that because you don't trust him?", "Did you stay because of the money?"),
    misses=("What did you do because of it?", "Why that one?", "Did you stay?"),
)
_MIND_READ = re.compile(
    rf"(?:(?:it )?(?:sounds|seems|looks|feels|appears)(?: to me)?(?: like| as if| that)?\b|(?:i"
    rf"|my) (?:sense|suspect|bet|guess|imagine|assume|suppose|gather|presume|get the (?:sense|feeling"
    rf"|impression)|have the feeling|hear|hunch|would say|would guess|think|feel|take it)\b|you must"
    rf"|that must|it must|this must"
    rf"|(?:underneath|deep down|at heart|beneath|in other words|really|basically|so really|what you (?:are"
    rf"|really|mean|want|need|feel))\b|(?:so )?(?:maybe|perhaps|part of you)\b|you (?:seem|sound|look"
    rf"|appear)\b|(?:so )?(?:this|it|that) (?:is|was) (?:really|all|actually|basically|ultimately) about"
    rf"|(?:so |but |and )?(?:\w+ ){{0,4}}?you (?:\w+ly |in fact |in truth |in a way )?(?:are |were "
    rf"|have been |do |did |also |just |still |really |basically |actually |secretly |clearly |in fact "
    rf"|kind of |sort of |a bit |don't |didn't |aren't |not |would |must |would have "
    rf"|never ){{0,4}}(?:a (?:bit|little) |so |very )?{INNER_STATE}\b)"
)


def _mind_reading(message: Message) -> bool:
    """A statement with a question mark that tells the other what they feel, want or mean."""
    for sentence in message.sentences:
        for ask in sentence.asks:
            if ask.kind is Kind.DECLARATIVE and any(_MIND_READ.match(start) for start in sentence.starts):
                return True
    return False


MIND_READING = Rule(
    "mind_reading",
    Label.LEADING,
    predicate=_mind_reading,
    hits=("So deep down you feel left out?", "Sounds like it's about status?", "You must be worn out?"),
    misses=("You work in Leeds?", "So you feel stuck.", "He said that?"),
)

LEADING_RULES = (TAG, NEGATIVE_START, THINK_DONT_YOU, SURELY, COMPARED, BECAUSE, MIND_READING)
