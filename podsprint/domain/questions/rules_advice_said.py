"""Advice said outright, as a statement: MITI 4.2.1 calls it Persuade when nothing leaves the person free."""

import re

from podsprint.domain.questions.lexicons import GERUND, PRONOUN, REQUEST
from podsprint.domain.questions.model import Label, Rule, Scope

_BASE = (
    r"(?:ask|talk|speak|set|write|schedule|delegate|send|call|try|start|stop|get|go|make|give|keep|let"
    r"|consider|skip|drop|hire|focus|book|push"
    r"|be|don't|never|use|find|put|move|meet|invite|read|plan|split|build|cut|add|bring|leave|wait|tell"
    r"|stick|trust|choose|pick|check"
    r"|remember to|block|involve|turn|reach|sit|hold|offer|change|run|hand|cancel|avoid|look for|look into"
    r"|do|take|work|show|document|track|remind"
    r"|rotate|swap|forget|escalate|break|prioriti[sz]e|share|propose|agree|create|organi[sz]e|have|come up"
    r"|learn|limit|raise)"
)
_PROCESS = (
    r"(?:try (?:to |and )?(?:picture|imagine|remember|recall|think|describe|see|put|explain|name|say)"
    r"|take (?:your|care|a|five|another|it|all)|go (?:ahead|on|for it|first)|keep (?:going|in touch|it up"
    r"|us|me)|let (?:us|me)|give (?:me|us)"
    r"|have (?:a|fun)|get well|be (?:well|kind|safe|right|back)|stop (?:me|there|here)|call me"
    r"|write (?:to )?me|send (?:me|us)|bring (?:me|us)"
    r"|say (?:hi|hello|more|that)|tell (?:me|us)|ask (?:me|away)|look (?:at|forward)|start (?:wherever"
    r"|whenever|anywhere|when)|add (?:it|me|yours|your)"
    r"|show (?:me|us)|share (?:it|your|with)|don't (?:worry|hesitate|mind)|never mind|do (?:you|we|they|i"
    r"|not worry)|have (?:you|we|they|i)"
    r"|be (?:honest|specific|brave)|wait\b.*|hold on|hold that|check (?:in|out)|come (?:back|in|up)"
    r"|work (?:is|was|has|in)|change (?:is|takes)"
    r"|trust (?:is|takes)|use (?:the|this) (?:thread|link)|put (?:it|them|yours) in|move on|run (?:it"
    r"|that) by|read you|plan (?:is|was|for)|call (?:is|was|starts)"
    r"|book (?:is|club)|break (?:is|in|until)|meet (?:you|you all)|forget (?:it|about it)|do your)\b"
)
IMPERATIVE = Rule(
    "imperative",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:(?:if|when|next time|for now|in that case|before|after|instead|honestly)\b[^,]{{0,80}}, "
        rf"|my advice, )?"
        rf"(?:(?:just|simply|first|then|please|always|maybe|perhaps|definitely|instead"
        rf"|at least) ){{0,2}}(?!{_PROCESS})(?!{REQUEST})"
        rf"(?!{_BASE}(?:,|$))(?!(?:don't|do|have|be|never) (?:{PRONOUN}|most|been|heard|your|the|any|a)\b)"
        rf"{_BASE} (?!(?:is|was|are|has|we|i|you think|you know|and|or)\b)\w"
    ),
    scope=Scope.START,
    hits=(
        "Maybe ask the client first?",
        "Try a shorter stand-up.",
        "Just block the time.",
        "Don't let them decide for you.",
    ),
    misses=(
        "Take your time.",
        "Let's move on.",
        "Go ahead.",
        "Tell me about it.",
        "Do you agree?",
        "He tried to, get this, hire her.",
    ),
)
MAYBE = Rule(
    "maybe",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:maybe|perhaps|possibly) (?:it (?:would|might|could) help\b|(?:it is|it might be"
        rf"|it would be) (?:time|better|good|worth|helpful|useful|easier|best)\b"
        rf"|(?:you|we(?! (?:can|could|should) (?:start|begin|talk|look|go|move|take|spend|stop|come|focus"
        rf"|explore|pick))|they|he|she"
        rf"|your \w+|someone) (?:just |really )?(?:could|should|ought|might (?:want"
        rf"|try|need|ask|consider)|need to|can)\b"
        rf"|the (?:answer|solution|trick|next step) is|(?:{GERUND}|a |an |some |more |less "
        rf"|another )(?:.{{0,60}}\b(?:would|could|might|can|will)"
        r" (?:help|work|be|make|solve|do)\b|.{0,40}$))"
    ),
    scope=Scope.CLAUSE,
    hits=(
        "Maybe a written brief would help?",
        "Perhaps you could ask for a later start.",
        "maybe it's time to let it go",
    ),
    misses=("Maybe.", "Maybe you feel torn.", "Perhaps that says something about trust."),
)
MAYBE_LAST = Rule(
    "maybe_last",
    Label.ADVICE,
    pattern=re.compile(rf"{_BASE} (?:.{{2,80}}) (?:maybe|perhaps|instead)$"),
    scope=Scope.CLAUSE,
    hits=("give the whole thing to Priya maybe?", "Send a note instead?"),
    misses=("It was a bit too much maybe.",),
)
_I_THINK = (
    r"(?:i (?:really |just |do |would |also )?(?:think|feel|believe|guess|say|suggest|suppose"
    r"|reckon) (?:that )?"
    r"|it (?:sounds|seems|looks) (?:to me )?(?:like|as if|that) )?(?:maybe |perhaps |then |really "
    r"|probably |surely |obviously |clearly )?"
)
YOU_SHOULD = Rule(
    "you_should",
    Label.ADVICE,
    pattern=re.compile(
        rf"{_I_THINK}(?:you|we all) (?:(?:really|probably|definitely|just|also|absolutely|simply) )?"
        r"(?:(?:should|ought to|shouldn't)(?! (?:be (?:proud|aware|able)|know|hear|receive|have (?:a|some"
        r"|plenty))\b)|(?:had|would) better\b"
        r"|(?:might|may) (?:want|like|need) to"
        r"|might (?:try|consider|think about)|would be better (?:off )?\w+ing|want to make sure)"
    ),
    scope=Scope.CLAUSE,
    hits=("You should talk to legal.", "Honestly, you might want to sleep on it.", "I think you ought to wait."),
    misses=("So you feel you should be further along.", "You could see it coming.", "You should be proud of that."),
)
YOU_COULD = Rule(
    "you_could",
    Label.ADVICE,
    pattern=re.compile(
        rf"{_I_THINK}you (?:could (?:always|also|maybe|just|simply|try|ask|start|use (?!some|a |more)|set"
        rf"|go|take|put"
        rf"|make|talk|send|give|find|offer"
        r"|delegate|write|move|invite|bring|split|hire|book|plan)\b(?! (?:it|that|this) (?:was|is)\b)"
        r"|can (?:always|just|try)\b(?! (?:feel|see|tell|hear|imagine)\b)"
        r"|need to (?:just |really |start |stop )?(?:talk|tell|ask|get|set|stop|start|take|make|let|find"
        r"|put|delegate|focus|learn|move|hire|write"
        r"|push|say|stand|look|change|do|speak|work)\b)"
    ),
    scope=Scope.START,
    hits=("You need to talk to legal.", "You could always ask.", "You could delegate it?"),
    misses=("We moved because, well, you need to work somewhere.", "You could see it coming."),
)
OWN_EXPERIENCE = Rule(
    "own_experience",
    Label.ADVICE,
    pattern=re.compile(
        r"\bif (?:i (?:was|were) (?:you|in your)|it (?:was|were) (?:me|up to me))|\bin your (?:shoes|place"
        r"|position),? i\b|\bmy (?:own )?(?:advice|suggestion|recommendation|tip)\b"
        r"(?! (?:was|did))"
        r"|(?<!if )(?<!can )(?<!may )(?<!could )(?<!should )(?<!what )(?<!did )(?<!shall )\bi (?:would |do "
        r"|can only )?(?:be (?:inclined|tempted) to|(?:strongly |highly |really |definitely "
        r"|personally )?(?:recommend|suggest|advise|urge you|encourage you))(?! (?:we|a (?:short )?break"
        r"|moving on))"
        r"|\bin my experience\b|\bwhat (?:worked|helped|has worked|has helped|works) (?:best "
        r"|well )?(?:for )?(?:me|us|my team)\b(?!.*\bdid you\b)|\bfrom my (?:own )?experience\b"
    ),
    scope=Scope.ANYWHERE,
    hits=(
        "If I were you I'd wait.",
        "In my experience a clear no works best.",
        "My advice: write it down.",
        "I'd suggest a smaller pilot.",
    ),
    misses=("Can I suggest something?", "What would you suggest?", "I suggest we move on."),
)
I_WOULD = Rule(
    "i_would",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:(?:personally|honestly|frankly) )?i would (?:just |definitely |probably |personally |maybe "
        rf"|also |simply |certainly |start by |not |go ahead and |first )?"
        rf"(?!like|love|be|say|have|imagine|guess|think|hope|prefer|want|know|hear){_BASE}\b(?! (?:to"
        rf"|you)\b)|(?:when|back when) (?:i|we) (?:had|faced|was|were|led|ran|went|started|did|got)"
        r" .{0,40}\b(?:this|that|same|it|similar|there|your)\b.{0,40}, (?:i|we) (?!was|were|felt|had)\w+"
    ),
    scope=Scope.START,
    hits=(
        "I'd go straight to the director.",
        "When I was in that spot, I made a list.",
        "Personally I'd just tell him.",
    ),
    misses=("I'd like to hear more.", "When I heard that, I was surprised.", "I would love to know how."),
)
BEST_TO = Rule(
    "best_to",
    Label.ADVICE,
    pattern=re.compile(
        r"(?:i (?:think|guess|feel|believe) (?:that )?)?(?:it (?:is|might be|may be|could be|would be"
        r"|is probably|is usually) (?:a good idea|time|better|best|worth|helpful|useful|wise|smart"
        r"|important|crucial)"
        r" (?:to (?!you\b|hear|see (?:you|that|how)|know|meet you|me\b|be here|her\b|him\b|them\b|us\b)"
        r"|if you|for you to|\w+ing)|(?:the |your )?best (?:thing|way|option|bet|move) (?:to do "
        r"|you can do |here )?(?:is|would be) (?:to )?(?!that)"
        r"|(?:one|another) (?:option|idea|approach|thing you (?:could|can|might)(?: do| try)?|possibility"
        r"|way)(?: here)? (?:is|would be|could be|might be) |(?:what|all) you (?:need|have|ought"
        r"|should) to? ?(?:do )?is "
        r"|better (?:to|not to|off) |you have to (?:learn|stop|start|let|be|set|find)\b"
        r"|we (?:have )?(?:found|find) (?:that )?.{1,60}\b(?:helps?|helped|works?|worked|wonders|useful)\b"
        r"|the way to .{2,40} is to|i always tell|(?:personally |honestly )?i (?:have found|find|found"
        r"|always find)(?: that)? .{1,60}\b(?:helps?|helped|works?|worked|useful|helpful"
        r"|makes? a difference)\b|a (?:good|sensible|useful|first|next|natural)(?: (?:first|next))? (?:step"
        r"|idea|approach|start|way|option|place)\b.{0,20} (?:is|would be|could be|might be) to"
        r"|one thing that (?:helps|helped|works|worked|can help)|the (?:trick|key|secret|answer"
        r"|solution) (?:is|here is|would be) (?:to|in)|here is (?:an idea|what (?:i would|you)))"
    ),
    scope=Scope.CLAUSE,
    hits=(
        "It might be worth asking legal.",
        "The best thing to do is wait.",
        "One option would be to rotate the role.",
    ),
    misses=("It is good to hear that.", "It is important to you to be fair.", "It's hard to say no."),
)

ADVICE_SAID = (
    IMPERATIVE,
    MAYBE,
    MAYBE_LAST,
    YOU_SHOULD,
    YOU_COULD,
    OWN_EXPERIENCE,
    I_WOULD,
    BEST_TO,
)
