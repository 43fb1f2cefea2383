"""Advice in disguise: the asker's own solution, put as a question or said outright.

MITI 4.2.1 calls it Persuade: advice, tips or solutions without a sign that the person is free to refuse.  It also says to
set the bar high, so a frame counts only when it carries content: "Have you tried anything?" supplies none.
"""

import re

from podsprint.domain.questions.lexicons import ADV, CONTENT_FREE, GERUND, PRONOUN, REQUEST, SUBJECT, WH
from podsprint.domain.questions.model import Label, Rule, Scope

_YOU = r"(?:you|we|they|he|she|your \w+|the \w+)"
_GOOD = (
    r"(?:help|helpful|useful|better|best|good|worth|worthwhile|wise|wiser|smart|smarter|easier|possible|an option|an idea|a good idea"
    r"|beneficial|of use|sensible|nice|great|healthier|simpler|enough|safer|quicker|an improvement|realistic|feasible|conceivable)"
)
# Already the case, or the end of the road the person is on: a look ahead, not a proposal.
_STATUS_QUO = (
    r"(?:(?:didn't|don't|did not|do not|couldn't|can't)(?: (?:do|change|act|say|make|succeed|get|have)\b.*)?$|did nothing|do nothing"
    r"|kept|keep|continued?|stayed?|carry|carried|went on|go on|never|were (?!to)|are|felt|feel|had|have|knew|know|could|can|succeed"
    r"|failed?|did (?:that|this|it|so)|did$|got|get|believed|trusted|saw|see|achieved|reached|solved|made (?:that|this|the) change"
    r"|stopped|quit|lost|lose|won|woke|looked|took (?:it|that|this)|said (?:yes|no)|decided|thought|wanted|chose|ran out|missed)"
)
_TRIED_BEFORE = r"(?!.*\b(?:before|in the past|previously|so far|up to now|until now)\b)"
_QUITTING = r"(?:(?:to )?(?:quit|stop|cut|give up|change)\b|quitting|stopping|cutting)"

HAVE_YOU_TRIED = Rule(
    "have_you_tried",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:have|had|did|has|do|haven't|didn't) {_YOU} {ADV}(?:guys )?(?:tr(?:y|ied)(?: out)?|attempt(?:ed)?|consider(?:ed)?"
        r"|contemplated?|thought (?:about|of)|think (?:about|of)|thought (?=\w+ing)|look(?:ed)? (?:into|at)|explored?|entertained?"
        r"|toyed with|experiment(?:ed)? with|given (?:any |some )?thought to|played (?:around )?with)"
        rf"(?: (?:maybe|just|simply|perhaps|the idea of|the option of))? (?!{CONTENT_FREE})(?!(?:to )?{_QUITTING})"
        rf"{_TRIED_BEFORE}\w"
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
        r"what if (?!nothing|it |that |this |things |anything|everything|they (?:say|said|don't|refuse)|he says|she says|there)"
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
    pattern=re.compile(
        rf"(?:how|what) about (?:(?:just|maybe|simply|perhaps) )?(?:{GERUND}|a |an |some |another |one more |more |less |we |you \w|if "
        r"|(?:he|she|they) \w+)(?!about$)"
    ),
    scope=Scope.CLAUSE,
    hits=("How about pairing her with Sam?", "And what about a shorter list?", "how about we park it"),
    misses=("What about you?", "How about your own part in it?", "What about that matters to you?"),
)
WHY_NOT = Rule(
    "why_not",
    Label.ADVICE,
    pattern=re.compile(
        r"why (?:don't|doesn't|not)(?: (?:you|we|they|he|she|your \w+|the \w+)\b(?! (?:like|want|know|feel|think|trust|believe|have|see|understand|care|listen|enjoy|need|agree)\b))?(?: (?:just|simply|try|maybe|also|all|ever|go ahead and))?"
        r" (?!(?:you|we|they|he|she|like|want|know|feel|think|trust|believe|have|see|understand|care|listen|enjoy|need|agree|get along|seem|work|a"
        r" (?:lower|higher|smaller|bigger|zero|\d)|lower|higher|zero|\d|you$|ever|say so|do (?:what|your)|do it right|learn)\b)\w"
    ),
    scope=Scope.CLAUSE,
    hits=("Why don't you put it in the newsletter?", "Why not swap the order?", "why dont you just tell them"),
    misses=("Why not?", "Why not a 3?", "Why don't you trust him?"),
)
WOULD_IT_HELP = Rule(
    "would_it_help",
    Label.ADVICE,
    pattern=re.compile(
        r"(?:(?:do|don't) you (?:think|feel|reckon) )?(?:(?:would|might|could|will|wouldn't|couldn't|is|isn't)(?: not)? )?"
        rf"(?:it|that|this)(?: (?:would|might|could|may))?(?: be)? {ADV}(?:{_GOOD}|make (?:any |more )?sense|work|make (?:things|it|life)"
        rf" \w+|make a difference|hurt|do any harm)(?: {_GOOD})?(?: for (?:you|them|him|her|the team|your \w+))?,? (?:to|if|for|{GERUND})"
        r"(?!(?: hear| talk| know| see| explore| discuss)\b|:? (?:i|we|me|us)\b)"
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
        rf"(?:(?:would|might|could|wouldn't) (?:a |an |some |more |less |another |having |your |{GERUND}).{{0,60}}\b(?:help|be (?:useful|helpful|better|good|an"
        r" option|an idea)|make (?:it|things|that|this) easier|solve|take the pressure)"
        r"|would you (?:feel|be|get|do|sleep|have) .{0,30}if you (?!could|had|were|didn't|don't))"
        r"|would you (?:be )?(?:consider|willing|open|prepared|able|ready)? ?(?:to )?(?:consider|try|considering|trying)\b(?! (?:anything|something)\b)"
    ),
    hits=(
        "Would a co-chair help?",
        "Would you be calmer if you left earlier?",
        "Would you be willing to try standing meetings?",
    ),
    misses=("Would Thursday work for you?", "Would you be happier if you could choose?", "Would you try something?"),
)
_ABILITY = (
    r"(?:hear|see|feel|imagine|picture|think|remember|recall|say|tell|understand|know|believe|afford|sleep|repeat|come|live|manage|cope"
    r"|breathe|read|count|relate|recognise|recognize|identify|be|have been|describe|list|name|do (?:it|that|this)|help me|pass me|send me"
    r"|send us|show me|get (?:me|us|back to me|there)|share|let (?:me|us)|give (?:me|us)|walk|find|spot|notice|make it|stay (?:on|until)"
    r"|please|go on|put (?:that|it) (?:in|another)|rate|compare|point|expand|unpack|clarify|summarise|summarize|sum|spell|choose|pick"
    r"|join|wait|hold on|mute|confirm|check)"
)
COULD_YOU = Rule(
    "could_you",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:could|couldn't|might) (?:you|your (?:team|manager|boss|deputy|lead|\w+)|somebody else|someone else|someone|one of your \w+)(?: not)?"
        rf" (?!{REQUEST})(?!(?:\w+ly |please |just |maybe |be (?:able|willing) to ){{0,2}}(?:{REQUEST}|{_ABILITY})\b)\w+"
        rf"|(?:can|can't) (?:you|we|they|he|she|your \w+) (?:not )?(?:maybe|perhaps|just|simply|at least|try|possibly|then) (?!{REQUEST})(?!{_ABILITY}\b)"
        rf"|(?:can't|couldn't) (?:you|we|they|he|she|your \w+) (?!{_ABILITY}\b)"
    ),
    hits=("Could you hand over the budget part?", "can you maybe ask HR to sit in", "Couldn't you just email them?"),
    misses=(
        "Could you hear me?",
        "Can you see yourself doing that?",
        "Could you please tell us more?",
        "Can you sleep?",
    ),
)
_BASE = (
    r"(?:ask|talk|speak|set|write|schedule|delegate|send|call|try|start|stop|get|go|make|give|keep|let|consider|skip|drop|hire|focus|book|push"
    r"|be|don't|never|use|find|put|move|meet|invite|read|plan|split|build|cut|add|bring|leave|wait|say|tell|stick|trust|choose|pick|check"
    r"|remember to|block|involve|turn|reach|sit|hold|offer|change|run|hand|cancel|avoid|look for|look into|do|take|work|show|document|track|remind"
    r"|rotate|swap|forget|escalate|break|prioriti[sz]e|share|propose|agree|create|organi[sz]e|have|come up|learn|limit|raise)"
)
_PROCESS = (
    r"(?:take (?:your|care|a|five|another|it|all)|go (?:ahead|on|for it|first)|keep (?:going|in touch|it up|us|me)|let (?:us|me)|give (?:me|us)"
    r"|have (?:a|fun)|get well|be (?:well|kind|safe|right|back)|stop (?:me|there|here)|call me|write (?:to )?me|send (?:me|us)|bring (?:me|us)"
    r"|say (?:hi|hello|more|that)|tell (?:me|us)|ask (?:me|away)|look (?:at|forward)|start (?:wherever|whenever|anywhere|when)|add (?:it|me|yours|your)"
    r"|show (?:me|us)|share (?:it|your|with)|don't (?:worry|hesitate|mind)|never mind|do (?:you|we|they|i|not worry)|have (?:you|we|they|i)"
    r"|be (?:honest|specific|brave)|wait (?:a|for)|hold on|hold that|check (?:in|out)|come (?:back|in|up)|work (?:is|was|has|in)|change (?:is|takes)"
    r"|trust (?:is|takes)|use (?:the|this) (?:thread|link)|put (?:it|them|yours) in|move on|run (?:it|that) by|read you|plan (?:is|was|for)|call (?:is|was|starts)"
    r"|book (?:is|club)|break (?:is|in|until)|meet (?:you|you all)|forget (?:it|about it)|do your)\b"
)
IMPERATIVE = Rule(
    "imperative",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:(?:just|simply|first|then|please|always|maybe|perhaps|definitely|instead|at least) ){{0,2}}(?!{_PROCESS})(?!{REQUEST})(?!{_BASE}(?:,|$))"
        rf"{_BASE} (?!(?:is|was|are|has|we|i|you think|you know)\b)\w"
    ),
    scope=Scope.CLAUSE,
    predicate=None,
    hits=(
        "Maybe ask the client first?",
        "Try a shorter stand-up.",
        "Just block the time.",
        "Don't let them decide for you.",
    ),
    misses=("Take your time.", "Let's move on.", "Go ahead.", "Tell me about it.", "Do you agree?"),
)
MAYBE = Rule(
    "maybe",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:maybe|perhaps|possibly) (?:(?:it is|it might be|it would be) (?:time|better|good|worth|helpful|useful|easier|best)\b"
        rf"|(?:you|we|they|he|she|your \w+|someone) (?:just |really )?(?:could|should|ought|might (?:want|try|need|ask|consider)|need to|can)\b"
        rf"|the (?:answer|solution|trick|next step) is|(?:{GERUND}|a |an |some |more |less |another )(?:.{{0,60}}\b(?:would|could|might|can|will)"
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
IS_THERE_A_WAY = Rule(
    "is_there_a_way",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:is there|is there not|isn't there|might there be|could there be|would there be) (?:any |a |some |no )?(?:\w+ )?(?:way|chance|possibility|option|room|scope|merit|value|benefit)"
        rf"(?: that)? (?:{_YOU} (?:could|can|might|would)|for you to|to|of|in|you) (?!know|tell|find out|say\b)"
        rf"|(?:is|could|would|might) (?:it|{GERUND}.{{0,40}}) (?:be )?(?:at all )?(?:possible|feasible|an option|realistic|worth|conceivable|an idea|time) (?:to|for|that you could|that you might|if you|you|{GERUND})\b"
        r"(?! (?:i|me|us)\b)"
    ),
    hits=(
        "Is there any way you could hand off the reporting?",
        "Is it possible to move the date?",
        "Is it time to let her go?",
    ),
    misses=("Is there a way to know?", "Is it possible that he knew?", "Is it time?"),
)
WHAT_WOULD_HAPPEN = Rule(
    "what_would_happen_if_you",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:what (?:would|could|might|will) (?:happen|it (?:be|look|feel) like|that look like|it do|it mean|the effect be|change)|how would it (?:be|feel|work|look)) "
        rf"(?:for you )?if {_YOU} {ADV}(?!{_STATUS_QUO})\w+"
    ),
    scope=Scope.CLAUSE,
    hits=("What would happen if you skipped the status call?", "What might happen if you just asked her?"),
    misses=("What would happen if nothing changed?", "What would happen if you kept going like this?"),
)
WHAT_STOPS_YOU = Rule(
    "what_stops_you",
    Label.ADVICE,
    pattern=re.compile(
        r"what (?:(?:is|was|has|has been|would be|might be|else is|really|exactly) ){0,2}(?:really |exactly )?(?:stop(?:s|ping|ped)?|keep(?:s|ing)?|kept|prevent(?:s|ing|ed)?"
        r"|hold(?:s|ing)?|held) (?:you|him|her|them|us|your \w+|the \w+) (?:back )?from (?:just |simply |actually )?"
        rf"(?!doing (?:that|it|this|so|more|anything|what)\b|(?:moving|going) (?:forward|ahead|on)\b|sleeping|having|getting (?:there|what)){GERUND}"
    ),
    scope=Scope.CLAUSE,
    hits=("What's stopping you from asking for more people?", "What keeps you from just saying no?"),
    misses=("What's stopping you?", "What keeps you going?", "What is keeping you from doing that?"),
)
WHAT_ABOUT_DOING = Rule(
    "what_do_you_think_of_doing",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:what|how) (?:do|would|did) you (?:think|feel|say|make)(?: about| of| to| if)? (?:maybe |perhaps |just |the idea of |the thought of |the possibility of |the option of )?"
        rf"(?:(?<=about )|(?<=of )|(?<=to )|(?<=just )|(?<=maybe )|(?<=perhaps )){GERUND}"
        rf"|(?:what|how) (?:do|would) you (?:think|feel|say)(?: about it)? if (?:you|we|they)\b|how (?:does|would) {GERUND} .{{2,50}} (?:sound|feel|be|work)\b"
    ),
    scope=Scope.CLAUSE,
    hits=("What do you think about sharing the chair?", "How would you feel about letting go of that account?"),
    misses=(
        "What do you think about the meeting?",
        "What do you think of your own part?",
        "How do you feel about being asked?",
    ),
)
YOU_SHOULD = Rule(
    "you_should",
    Label.ADVICE,
    pattern=re.compile(
        r"(?:i (?:really |just |do |would |also )?(?:think|feel|believe|guess|say|suggest|suppose|reckon) (?:that )?|it (?:sounds|seems|looks) (?:to me )?(?:like|as if|that) )?"
        r"(?:maybe |perhaps |then |really |probably )?(?:you|we all) (?:(?:really|probably|definitely|just|also|absolutely|simply) )?"
        r"(?:(?:should|ought to|shouldn't)(?! be proud)|(?:had|would) better\b|(?:might|may) (?:want|like|need) to|might (?:try|consider|think about)"
        r"|would be better (?:off )?\w+ing|want to make sure|(?:could|can) (?:always|also|maybe|just|simply|try|ask|start|use|set|get|go|take|put|make"
        r"|talk|send|give|find|offer|delegate|write|move|invite|bring|split)\b|need to (?:just |really |start |stop )?"
        r"(?:talk|tell|ask|get|set|stop|start|take|make|let|find|put|delegate|focus|learn|move|hire|write|push|say|stand|look|change|do|speak|work)\b)"
    ),
    scope=Scope.CLAUSE,
    hits=("You should talk to legal.", "Honestly, you might want to sleep on it.", "I think you ought to wait."),
    misses=("So you feel you should be further along.", "You could see it coming.", "You should be proud of that."),
)
THINK_YOU_SHOULD = Rule(
    "do_you_think_you_should",
    Label.ADVICE,
    pattern=re.compile(
        r"(?:do|don't|wouldn't|would) (?:you|we)(?: not)? (?:think|feel|reckon|believe|agree|say) (?:that )?(?:maybe |perhaps )?(?:you|we|they|he|she|your \w+|the \w+)"
        r" (?:should|ought|had better|need to (?!be|feel|know)|might (?:want|need) to|could (?:maybe|perhaps|just|try|also))|(?:should|shouldn't) (?:you|they|he|she|your \w+) (?:not )?\w+"
    ),
    hits=("Do you think you should call her?", "Should you involve finance?", "Don't you think you ought to rest?"),
    misses=("What do you think you should do?", "Do you think you can do it?"),
)
WONDER_IF = Rule(
    "i_wonder_if_you_should",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:(?:i|am|was|do|just|also|still|we|are) ){{0,4}}(?:wonder|wondering|curious) (?:if|whether|about {GERUND}|about (?:a|an) )"
        rf"(?! (?:you|we) (?:could|would|can|might)(?: be (?:able|willing) to)? (?:just |maybe )?(?:{REQUEST}))"
        rf"(?: ?(?:maybe|perhaps|it might|it would|it could|it is time|it may|there (?:is|might be|could be) (?:a way|some way|an option|room)|{_YOU} (?:should|could|might (?!be|feel)|ought|need|can|"
        rf"have (?:tried|considered|thought)|would (?:consider|try|be better|be willing|be open|benefit))|(?:a|an|some|more|having|{GERUND})\b.{{0,60}}\b(?:would|could|might) (?:help|be|work|make))|$|(?<=ing)|(?<=about a )|(?<=about an ))"
    ),
    scope=Scope.CLAUSE,
    hits=("I wonder if you should bring in a third person.", "I'm wondering about moving the retro to Fridays?"),
    misses=("I wonder what you make of it.", "I was wondering if you could tell me more about it."),
)
OWN_EXPERIENCE = Rule(
    "own_experience",
    Label.ADVICE,
    pattern=re.compile(
        r"\bif (?:i (?:was|were) (?:you|in your)|it (?:was|were) (?:me|up to me))|\bin your (?:shoes|place|position),? i\b|\bmy (?:own )?(?:advice|suggestion|recommendation|tip)\b"
        r"(?! (?:was|did))|(?<!if )(?<!can )(?<!may )(?<!could )(?<!should )(?<!what )(?<!did )(?<!shall )\bi (?:would |do |can only |'d )?(?:strongly |highly |really |definitely |personally )?(?:recommend|suggest|advise|urge you)(?! (?:we|a (?:short )?break|moving on))"
        r"|\bin my experience\b|\bwhat (?:worked|helped|has worked|has helped|works) (?:best |well )?(?:for )?(?:me|us|my team)\b(?!.*\bdid you\b)|\bfrom my (?:own )?experience\b"
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
        rf"(?:(?:personally|honestly|frankly) )?i would (?:just|definitely|probably|personally|maybe|also|simply|certainly|start by|not|never|go ahead and|first)? ?"
        rf"(?!like|love|be|say that|have|imagine|guess|think|hope|prefer|want|know|hear){_BASE}\b|(?:when|back when) (?:i|we) (?:had|faced|was|were|led|ran|went|started|did|got)"
        r" .{0,40}\b(?:this|that|same|it|similar|there|your)\b.{0,40}, (?:i|we) (?!was|were|felt|had)\w+"
    ),
    scope=Scope.CLAUSE,
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
        r"(?:i (?:think|guess|feel|believe) (?:that )?)?(?:it (?:is|might be|may be|could be|would be|is probably|is usually) (?:a good idea|time|better|best|worth|helpful|useful|wise|smart|important|crucial)"
        r" (?:to (?!you|hear|see|know|talk|meet|me\b|be |her|him|them|us)|if you|for you to|\w+ing)|(?:the |your )?best (?:thing|way|option|bet|move) (?:to do |you can do |here )?(?:is|would be) to"
        r"|(?:one|another) (?:option|idea|approach|thing you (?:could|can|might)(?: do| try)?|possibility|way)(?: here)? (?:is|would be|could be|might be) |(?:what|all) you (?:need|have|ought|should) to? ?(?:do )?is "
        r"|the (?:trick|key|secret|answer|solution) (?:is|here is|would be) (?:to|in)|here is (?:an idea|what (?:i would|you)))"
    ),
    scope=Scope.CLAUSE,
    hits=(
        "It might be worth asking legal.",
        "The best thing to do is wait.",
        "One option would be to rotate the role.",
    ),
    misses=("It is good to hear that.", "It is important to you to be fair.", "It's hard to say no."),
)
OFFER = Rule(
    "offer",
    Label.ADVICE,
    pattern=re.compile(
        r"\b(?:because|since|as|if not|if so|or)?,? ?i (?:can|could|have|have got|will) (?:send|share|lend|give|show|forward|got)? ?(?:you |to you )?(?:mine|ours|my (?:own )?(?:template|checklist|version|notes)|a (?:template|good|great|checklist))"
    ),
    scope=Scope.ASKING,
    hits=("Do you keep a risk log, because I can share mine?",),
    misses=("I can share mine after the call.",),
)
SOUND_OF = Rule(
    "someone_could",
    Label.ADVICE,
    pattern=re.compile(
        rf"(?:so |then )?(?:you|we) could {ADV}(?!{_ABILITY}\b|{WH}\b|{PRONOUN}\b|{SUBJECT}\b|have\b|not\b)\w+ "
    ),
    scope=Scope.ASK,
    hits=("You could move the demo to Tuesday?",),
    misses=("You could see it coming?",),
)

ADVICE_RULES = (
    HAVE_YOU_TRIED,
    WHAT_IF,
    HOW_ABOUT,
    WHY_NOT,
    WOULD_IT_HELP,
    WOULD_X_HELP,
    COULD_YOU,
    MAYBE,
    MAYBE_LAST,
    IMPERATIVE,
    IS_THERE_A_WAY,
    WHAT_WOULD_HAPPEN,
    WHAT_STOPS_YOU,
    WHAT_ABOUT_DOING,
    YOU_SHOULD,
    THINK_YOU_SHOULD,
    WONDER_IF,
    OWN_EXPERIENCE,
    I_WOULD,
    BEST_TO,
    OFFER,
    SOUND_OF,
)
