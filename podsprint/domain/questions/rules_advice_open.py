"""Advice put as an open question, or as a wonder: "What would happen if you left?"."""

import re

from podsprint.domain.questions.lexicons import ABILITY, ADV, GERUND, PARTY, PRONOUN, REQUEST, SUBJECT, WH
from podsprint.domain.questions.model import Label, Rule, Scope

# Already the case, or the end of the road the person is on: a look ahead, not a proposal.
_STATUS_QUO = (
    r"(?:(?:didn't|don't|did not|do not|couldn't|can't)(?: (?:do|change|act|say|make|succeed|get"
    r"|have)\b.*)?$|did nothing|do nothing"
    r"|kept|keep|continued?|stayed?|carry|carried|went on|go on|never|were (?!to)|are|felt|feel|had|have"
    r"|knew|know|could|can|succeed"
    r"|failed?|did (?:that|this|it|so)|did$|got|get|believed|trusted|saw|see|achieved|reached|solved"
    r"|made (?:that|this|the) change"
    r"|(?:stopped|quit)(?: (?:smoking|drinking|using|it|that|altogether|now))?$|lost|lose|won|woke|looked"
    r"|took (?:it|that|this)|said (?:yes|no)|decided|thought|wanted|chose|ran out|missed)"
)
WHAT_WOULD_HAPPEN = Rule(
    "what_would_happen_if_you",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:what (?:do you think|do you imagine) (?:would|might|could) happen|what (?:would|could|might"
        rf"|will) (?:happen|it (?:be|look|feel) like|that look like|it do|it mean|the effect be|change)"
        rf"|how would it (?:be|feel|work|look)) "
        rf"(?:for you )?if (?:you|we) {ADV}(?!{_STATUS_QUO})\w+"
    ),
    scope=Scope.CLAUSE,
    hits=("What would happen if you skipped the status call?", "What might happen if you just asked her?"),
    misses=("What would happen if nothing changed?", "What would happen if you kept going like this?"),
)
WHAT_STOPS_YOU = Rule(
    "what_stops_you",
    Label.ADVICE,
    pattern=re.compile(
        r"what (?:(?:is|was|has|has been|would|might|could|will|would be|might be|else is|else|really"
        r"|exactly) ){0,2}(?:really |exactly )?(?:stop(?:s|ping|ped)?|keep(?:s|ing)?|kept|prevent(?:s|ing"
        r"|ed)?"
        r"|hold(?:s|ing)?|held) (?:you|him|her|them|us|your \w+|the \w+) (?:back )?from (?:just |simply "
        r"|actually )?"
        rf"(?!doing (?:that|it|this|so|more|anything|what)\b|(?:moving|going) (?:forward|ahead|on)\b"
        rf"|sleeping|having|getting (?:there|what)){GERUND}"
    ),
    scope=Scope.CLAUSE,
    hits=("What's stopping you from asking for more people?", "What keeps you from just saying no?"),
    misses=("What's stopping you?", "What keeps you going?", "What is keeping you from doing that?"),
)
WHAT_OF_DOING = Rule(
    "what_do_you_think_of_doing",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:what|how) (?:do|would|did) you (?:think|feel|say|make)(?: about| of| to| if)? (?:maybe "
        rf"|perhaps |just |the idea of |the thought of |the possibility of |the option of )?"
        rf"(?:(?<=about )|(?<=of )|(?<=to )|(?<=just )|(?<=maybe )|(?<=perhaps ))(?!having (?!a |an |some"
        rf"|them |him |her |your |two |one )){GERUND}"
        rf"|(?:what|how) (?:do|would) you (?:think|feel|say)(?: about it)? if (?:you|we|they)\b"
        rf"|how (?:might|could|would) it (?:help|be) (?:to (?!hear|know)|if (?:you|we|they))|(?:what are"
        rf"|what is) your (?:thoughts?|views?|feelings?|take|opinion|position|stance) (?:on|about"
        rf"|around) {GERUND} \w|how (?:does|would) {GERUND} .{{2,50}} (?:sound|feel|be|work)\b"
    ),
    scope=Scope.CLAUSE,
    hits=("What do you think about sharing the chair?", "How would you feel about letting go of that account?"),
    misses=(
        "What do you think about the meeting?",
        "What do you think of your own part?",
        "How do you feel about being asked?",
    ),
)
WONDER_IF = Rule(
    "i_wonder_if_you_should",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:(?:i|am|was|do|just|also|still|we|are) ){{0,4}}(?:wonder|wondering|curious) (?:if|whether"
        rf"|about {GERUND}|about (?:a|an) )"
        rf"(?! (?:you|we) (?:could|would|can|might)(?: be (?:able|willing) to)? (?:just "
        rf"|maybe )?(?:{REQUEST}))"
        rf"(?: ?(?:maybe|perhaps|it might|it would|it could|it is time|it may|there (?:is|might be"
        rf"|could be) (?:a way|some way|an option|room)|{PARTY} (?:should|could|might (?!be|feel)|ought"
        rf"|need|can|"
        rf"have (?:tried|considered|thought)|would (?:consider|try|be better|be willing|be open|benefit))"
        rf"|(?:a|an|some|more|having|{GERUND})\b.{{0,60}}\b(?:would|could|might) (?:help|be|work|make))|$"
        rf"|(?<=ing)|(?<=about a )|(?<=about an ))"
    ),
    scope=Scope.CLAUSE,
    hits=("I wonder if you should bring in a third person.", "I'm wondering about moving the retro to Fridays?"),
    misses=("I wonder what you make of it.", "I was wondering if you could tell me more about it."),
)
OFFER = Rule(
    "offer",
    Label.ADVICE,
    pattern=re.compile(
        r"\b(?:because|since|as|if not|if so|or)?,? ?i (?:can|could|have|have got|will) (?:send|share|lend"
        r"|give|show|forward|got)? ?(?:you |to you )?(?:mine|ours|my (?:own )?(?:template|checklist|version"
        r"|notes)|a (?:template|good|great|checklist))"
    ),
    scope=Scope.ASKING,
    hits=("Do you keep a risk log, because I can share mine?",),
    misses=("I can share mine after the call.",),
)
YOU_COULD_ASKED = Rule(
    "you_could_asked",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:so |then )?(?:you|we) could {ADV}(?!{ABILITY}\b|{WH}\b|{PRONOUN}\b|{SUBJECT}\b|have\b"
        rf"|use (?:some|a|more)\b"
        rf"|not\b)\w+ "
    ),
    scope=Scope.ASK,
    hits=("You could move the demo to Tuesday?",),
    misses=("You could see it coming?",),
)

ADVICE_OPEN = (
    WHAT_WOULD_HAPPEN,
    WHAT_STOPS_YOU,
    WHAT_OF_DOING,
    WONDER_IF,
    OFFER,
    YOU_COULD_ASKED,
)
