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
        r"|needless to say|naturally(?=,| you)|seriously expect|as everyone knows|it goes without saying"
        r"|everyone else|everybody else|everyone (?:knows|agrees|can see|says)|everybody (?:knows|agrees"
        r"|can see|says)|anyone can see|anybody can see|we all know|we both know|as we know|as you know"
        r"|most (?:people|leaders|managers|teams|of us)"
        r"|(?:the )?other (?:leads|leaders|managers|teams|people|pods|departments|companies) (?:can |could "
        r"|all |seem to |do |have |just )?(?:manage|do|did|have|handle|cope|seem|get|find|make|deliver|hit"
        r"|are|agree)\w*|(?:any|every) (?:good|decent|reasonable|sensible|real|great|competent) (?:leader"
        r"|manager|person|boss|coach|parent|team)"
        r"|(?:a|any) (?:good|decent|real|great|strong|competent) (?:leader|manager|boss) would"
        r"|it is (?:obvious|clear|no secret|common knowledge|well known|plain|a fact|only natural)"
        r"|let us be honest|let us face it|the (?:real|actual|obvious|underlying) (?:problem|issue|reason"
        r"|question|cause) (?:is|here)|the truth is|deep down|experts (?:agree|say)|research shows"
        r"|given (?:how|that (?:he|she|they|it|your))|after all|admit it|be honest)\b"
    ),
    scope=Scope.ASKING,
    hits=(
        "Surely they were told?",
        "Everyone else is on board, so what is the hold-up?",
        "Most people would quit; what about you?",
    ),
    misses=("How clear is it to everyone?", "What would other teams say?", "What matters most to people?"),
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

LEADING_RULES = (TAG, NEGATIVE_START, THINK_DONT_YOU, SURELY, BECAUSE, MIND_READING)
