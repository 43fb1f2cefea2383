"""Advice in disguise: the asker's own solution, put as a question or said outright.

MITI 4.2.1 calls it Persuade: advice, tips or solutions without a sign that the person is free to refuse.  It also
says to set the bar high, so a frame counts only when it carries content: "Have you tried anything?" supplies none.
"""

import re

from podsprint.domain.questions.lexicons import ABILITY, ADV, CONTENT_FREE, GERUND, PARTY, PROPOSAL, REQUEST, TELLING
from podsprint.domain.questions.model import Label, Rule, Scope

_GOOD = (
    r"(?:help|helpful|useful|better|best|good|worth|worthwhile|wise|wiser|smart|smarter|easier|possible"
    r"|an option|an idea|a good idea"
    r"|beneficial|of use|sensible|nice|great|healthier|simpler|enough|safer|quicker|an improvement"
    r"|realistic|feasible|conceivable)"
)
_TRIED_BEFORE = r"(?!.*\b(?:before|in the past|previously|so far|up to now|until now)\b)"
_QUITTING = r"(?:(?:to )?(?:quit|stop|cut|give up|change)\b|quitting|stopping|cutting)"

HAVE_YOU_TRIED = Rule(
    "have_you_tried",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:have|had|did|has|do|haven't|didn't) {PARTY} {ADV}(?:guys )?(?:tr(?:y|ied)(?: out)?"
        rf"|attempt(?:ed)?|consider(?:ed)?"
        r"|contemplated?|thought (?:about|of)|think (?:about|of)|thought (?=\w+ing)|look(?:ed)? into"
        r"|explored?|entertained?"
        r"|toyed with|experiment(?:ed)? with|given (?:any |some )?thought to|played (?:around )?with)"
        rf"(?: (?:maybe|just|simply|perhaps|the idea of"
        rf"|the option of))? (?!{CONTENT_FREE})(?!(?:to )?{_QUITTING})"
        rf"{_TRIED_BEFORE}\w"
        r"|have you (?:ever )?asked yourself (?:if|whether)|have you given (?:any |some "
        r"|much )?thought to \w+ing"
        r"|(?:has|had|hasn't|did|didn't) it (?:ever |even |never )?(?:cross(?:ed)? your mind"
        r"|occur(?:red)? to (?:you|them|him|her)) (?:to|that (?:you|we|they) (?:could|might|can))"
        r"|have you (?:ever |also )?(?:thought|considered) (?:that )?(?:maybe |perhaps )?(?:you|we|they|he"
        r"|she|it) (?:could|should|might|can|need)\b"
        r"|(?:any|is there any|is there a|is there some) (?:chance|way|possibility) (?:(?:that )?(?:you|we"
        r"|they|he|she|your \w+) (?:could|can|might|would)|of \w+ing)"
    ),
    scope=Scope.CLAUSE,
    hits=(
        "Have you tried blocking out your mornings?",
        "have u considered a job share",
        "Did you think about bringing in a mediator?",
        "Have you ever thought about handing the rota to somebody else?",
    ),
    misses=("Have you tried anything?", "Have you thought about what you want from it?", "Have you tried that before?"),
)
WHAT_IF = Rule(
    "what_if",
    Label.ADVICE,
    pattern=re.compile(
        r"what if,? (?!nothing|it |that |this |things |anything|everything|they (?:say|said|don't|refuse)"
        r"|he says|she says|there)"
        r"(?!(?:you|we|i) (?:fail|failed|can't|couldn't|never|lose|lost|are|were (?!to)|succeed)\b)"
        r"(?!(?:you|we|i) (?:don't|didn't)(?: (?:make|get|succeed)\b.*)?$)\w+ \w+"
    ),
    scope=Scope.CLAUSE,
    hits=("What if you let the interns chair it?", "what if we cut the agenda in half"),
    misses=("What if nothing changes?", "What if you fail?", "What else, if anything?"),
)
HOW_ABOUT = Rule(
    "how_about",
    Label.ADVICE,
    pattern=re.compile(PROPOSAL),
    scope=Scope.CLAUSE,
    hits=("How about pairing her with Sam?", "And what about a shorter list?", "how about we park it"),
    misses=("What about you?", "How about your own part in it?", "What about that matters to you?"),
)
WHY_NOT = Rule(
    "why_not",
    Label.ADVICE,
    pattern=re.compile(
        r"why (?:don't|doesn't|not)(?: (?:you|we|they|he|she|your \w+|the \w+)\b(?! (?:like|want|know|feel"
        r"|think|trust|believe|have|see|understand|care|listen|enjoy|need|agree)\b))?(?: (?:just|simply|try"
        r"|maybe|also|all|ever|go ahead and))?"
        r" (?!(?:you|we|they|he|she|like|want|know|feel|think|trust|believe|have|see|understand|care|listen"
        r"|enjoy|need|agree|get along|seem|work|a"
        r" (?:lower|higher|smaller|bigger|zero|\d)|lower|higher|zero|\d|you$|ever|say so|do (?:what|your)"
        r"|do it right|learn)\b)\w"
    ),
    scope=Scope.CLAUSE,
    hits=("Why don't you put it in the newsletter?", "Why not swap the order?", "why dont you just tell them"),
    misses=("Why not?", "Why not a 3?", "Why don't you trust him?"),
)
WOULD_IT_HELP = Rule(
    "would_it_help",
    Label.ADVICE,
    pattern=re.compile(
        r"(?:(?:do|don't) you (?:think|feel|reckon) )?(?:(?:would|might|could|will|wouldn't|couldn't|is"
        r"|isn't)(?: not)? )?"
        rf"(?:it|that|this)(?: (?:would|might|could|may))?(?: be)? {ADV}(?:{_GOOD}|make (?:any "
        rf"|more )?sense|work|make (?:things|it|life)"
        rf" \w+|make a difference|hurt|do any harm)(?: {_GOOD})?(?: for (?:you|them|him|her|the team"
        rf"|your \w+))?,? (?:to|if|for (?:you|them|him|her|the|your|someone)\b.* to|{GERUND})"
        r"(?!(?: hear| talk (?:about|through|more|it)| know| see| explore| discuss)\b|:? (?:i|we|me|us)\b)"
    ),
    scope=Scope.ASK,
    hits=(
        "Would it help to write it all down?",
        "Do you think it would be better to wait?",
        "Would it make sense for you to step back from it?",
    ),
    misses=(
        "Would it help if I shared an idea?",
        "Would it be a problem?",
        "Would it be useful to hear what others saw?",
    ),
)
WOULD_X_HELP = Rule(
    "would_something_help",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:(?:do you (?:think|suppose)|would|might|could|wouldn't|how (?:could|can|might|would)) (?:a "
        rf"|an |some |more |less |another |having |your |{GERUND}).{{0,60}}\b(?:help|prevent|improve"
        rf"|be (?:useful|helpful|better|good|an"
        r" option|an idea)|make (?:it|things|that|this) easier|solve|take the pressure)"
        r"|would you (?:feel|be|get|do|sleep|have) .{0,30}if you (?!could|had|were|didn't|don't))"
        r"|would you (?:be )?(?:consider|willing|open|prepared|able|ready)? ?(?:to )?(?:consider|try"
        r"|considering|trying)\b(?! (?:anything|something)\b)"
        rf"|(?:would|might|could) you be (?:(?:open|up|willing|inclined|tempted|amenable|interested) (?:to"
        rf"|for|in) )(?!hear|talk|discuss|explor|learn|know|see|find|fill|sign|stay|wait|share|answer|come"
        rf"|meet|take part|participate|join|{TELLING}|{REQUEST})\w+"
    ),
    hits=(
        "Would a co-chair help?",
        "Would you be calmer if you left earlier?",
        "Would you be willing to try standing meetings?",
    ),
    misses=("Would Thursday work for you?", "Would you be happier if you could choose?", "Would you try something?"),
)
COULD_YOU = Rule(
    "could_you",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:could|couldn't|might) (?:you|(?:your|the) \w+|somebody else|someone else|someone"
        rf"|one of your \w+)(?: not)?"
        rf" (?!{REQUEST})(?!(?:\w+ly |please |just |maybe |be (?:able|willing) to ){{0,2}}(?:{REQUEST}"
        rf"|{ABILITY})\b)\w+"
        rf"|(?:can|can't) (?:you|we|they|he|she|your \w+) (?:not )?(?:maybe|perhaps|just|simply|at least"
        rf"|try|possibly|then) (?!{REQUEST})(?!{ABILITY}\b)"
        rf"|(?:can't|couldn't) (?:you|we|they|he|she|your \w+) (?!{ABILITY}\b)"
    ),
    hits=("Could you hand over the budget part?", "can you maybe ask HR to sit in", "Couldn't you just email them?"),
    misses=(
        "Could you hear me?",
        "Can you see yourself doing that?",
        "Could you please tell us more?",
        "Can you sleep?",
    ),
)
IS_THERE_A_WAY = Rule(
    "is_there_a_way",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:is there|is there not|isn't there|might there be|could there be|would there be) (?:any |a "
        rf"|some |no )?(?:\w+ )?(?:way|chance|possibility|option|room|scope|merit|value|benefit)"
        rf"(?: that)? (?:{PARTY} (?:could|can|might|would)|for you to|to|of|in|you) (?!know|tell|find out"
        rf"|say\b)"
        rf"|(?:is|isn't|could|would|might) (?:it|{GERUND}.{{0,40}}) (?:be )?(?:at all )?(?:possible"
        rf"|feasible|an option|realistic|worth|conceivable|an idea|time) ?(?:$(?<=option)|$(?<=idea)|to|for"
        rf"|that you could|that you might|if you|you|{GERUND})\b"
        r"(?! (?:i|me|us)\b)|is there (?:a|any|some) (?:particular )?reason (?:why |that )?(?:you|we|they"
        r"|he|she) (?:couldn't|can't|don't|wouldn't|shouldn't) (?!(?:like|want|know|feel)\b)"
    ),
    hits=(
        "Is there any way you could hand off the reporting?",
        "Is it possible to move the date?",
        "Is it time to let her go?",
    ),
    misses=("Is there a way to know?", "Is it possible that he knew?", "Is it time?"),
)
THINK_YOU_SHOULD = Rule(
    "do_you_think_you_should",
    Label.ADVICE,
    pattern=re.compile(
        r"(?:do|don't|wouldn't|would) (?:you|we)(?: not)? (?:think|feel|reckon|believe|agree"
        r"|say) (?:that )?(?:maybe |perhaps )?(?:you|we|they|he|she|your \w+|the \w+)"
        r" (?:should|ought|had better|need to (?!be|feel|know)|might (?:want|need) to|could (?:maybe"
        r"|perhaps|just|try|also))|(?:should|shouldn't) (?:you|they|he|she|(?:your|the) \w+) (?:not )?\w+"
    ),
    hits=("Do you think you should call her?", "Should you involve finance?", "Don't you think you ought to rest?"),
    misses=("What do you think you should do?", "Do you think you can do it?"),
)

ADVICE_ASKED = (
    HAVE_YOU_TRIED,
    WHAT_IF,
    HOW_ABOUT,
    WHY_NOT,
    WOULD_IT_HELP,
    WOULD_X_HELP,
    COULD_YOU,
    IS_THERE_A_WAY,
    THINK_YOU_SHOULD,
)
