"""Questions that show which answer is wanted, or take something for granted.

Survey method separates leading (signals the wanted answer) from loaded (embeds a contestable assumption); interview research
(NICHD) calls a question suggestive when it supplies what the person has not said.  All of it is one label here.
"""

import re

from podsprint.domain.questions.lexicons import ADV, AUX_NOT, AUX_PLAIN, PERMISSION
from podsprint.domain.questions.model import Kind, Label, Message, Rule, Scope

_THEY = r"(?:i|you|he|she|it|we|they|there|that|this)"
_BAD = (
    r"(?:clueless|toxic|stupid|ridiculous|terrible|awful|incompetent|lazy|useless|hopeless|insane|silly|idiotic|dysfunctional|disastrous|horrible"
    r"|pathetic|outdated|pointless|bloated|unreasonable|unfair|impossible|annoying|crazy|absurd|dreadful|lousy|rotten|nasty|rude|arrogant|selfish"
    r"|childish|immature|ignorant|dishonest|unprofessional|sloppy|messy|broken|chaotic|nightmarish|miserable|bad|poor|weak|careless|reckless|heartless"
    r"|petty|controlling|domineering|bossy|aggressive|hostile|abusive|unbearable|tedious|boring|old-fashioned|half-baked|ill-conceived|short-sighted"
    r"|misguided|flawed|foolish|dumb|unrealistic|bureaucratic|resistant|stubborn|difficult|negative|demotivated|unmotivated|disengaged|defensive"
    r"|passive-aggressive|manipulative|ungrateful|unreliable|untrustworthy|cold|cruel|vague|confusing|slow|needy|entitled|whiny|shoddy|clumsy|botched"
    r"|failed|failing|wasteful|needless|unnecessary|harsh|brutal|painful|gruelling|exhausting|soul-destroying|endless|inefficient|mediocre)"
)
_GOOD = (
    r"(?:great|brilliant|amazing|fantastic|wonderful|awesome|excellent|superb|marvellous|marvelous|incredible|outstanding|perfect|lovely|inspiring"
    r"|exciting|impressive|terrific|genius|clever|fabulous|inspired|visionary)"
)
_BAD_NOUN = (
    r"(?:mess|disaster|nightmare|fiasco|debacle|circus|chaos|firefighting|micromanag\w+|bully(?:ing)?|idiots?|jerks?|incompetence|dysfunction|drama"
    r"|stupidity|nonsense|failures? (?:to|of)|blunders?|laziness|arrogance|toxicity|obsession|stubbornness|wreck|joke|farce|sabotage|hypocrisy|favouritism"
    r"|favoritism|bureaucracy|burnout|denial|paranoia|red tape|busywork|dead weight|excuses)"
)
# Things one may have done that are a fault, or a hurt, once they are taken as given.
_FAULT = (
    r"(?:avoid(?:ed|ing)?|wast(?:e|ed|ing)|ignor(?:e|ed|ing)|upset(?:ting)?|neglect(?:ed|ing)?|procrastinat\w+|sabotag\w+|undermin\w+|alienat\w+|damag(?:e|ed|ing)"
    r"|mishandl\w+|overreact\w*|resent(?:ed|ing)?|mess(?:ed|ing)? up|screw(?:ed|ing)? up|fail(?:ed|ing)?|hid(?:e|ing|den)|pretend(?:ed|ing)?|lie|lied|lying|running away"
    r"|run away|los(?:e|t|ing) (?:control|trust|patience|interest|faith|touch|respect|your temper|confidence|motivation|sight)|let(?:ting)? (?:\w+ ){1,3}down|drop(?:ped|ping)? the ball"
    r"|giv(?:e|en|ing) up|gave up|abandon(?:ed|ing)?|dismiss(?:ed|ing)?|micromanag\w+|disappoint(?:ed|ing)?|offend(?:ed|ing)?|annoy(?:ed|ing)?|hurt(?:ing)?|betray\w*|den(?:y|ied|ying)"
    r"|struggl(?:e|ed|ing)|suffer(?:ed|ing)?|put(?:ting)? off|putting up with|put up with|hat(?:e|ed|ing)|dread(?:ed|ing)?|fall(?:ing|en)? behind|fell behind|burn(?:ed|ing|t)? out|ruin(?:ed|ing)?"
    r"|mislead(?:ing)?|misled|underestimat\w+|bully\w*|bullied|blam(?:e|ed|ing)|cover(?:ed|ing)? up|rescu(?:e|ed|ing)|complain(?:ed|ing)?|fool(?:ed|ing)|tolerat\w+|enabl(?:ed|ing)|scar(?:e|ed|ing))"
)
_HURT = (
    r"(?:afraid|scared|angry|furious|ashamed|guilty|jealous|resentful|bitter|desperate|terrified|frustrated|upset|annoyed|hurt|disappointed|miserable|insecure|threatened|overwhelmed"
    r"|exhausted|defensive|stressed|anxious|embarrassed|intimidated|rejected|betrayed|hostile|negative|unhappy|resistant|reluctant|nervous|stuck)"
)
_SAID_BEFORE = re.compile(
    r"\b(?:you (?:said|say|mentioned|described?|called?|told|used|talked|wrote|named|put it|are calling|were saying|spoke)|your word|quoted|in your words|by)\b"
)
_HYPOTHETICAL = re.compile(r"\b(?:would|could|might|if|imagine|suppose|worst case)\b")
_LOADED = re.compile(
    rf"\b(?:such an? |so |too |(?:the|this|that|these|those|your|his|her|their|our|its|\w+'s|my) (?:\w+ly |very |so-called )?){_BAD}\b(?! (?:about|with what|of you|for you))"
    rf"|\b(?:such an? |your |his |her |their |that |this |\w+'s )(?:truly |really )?{_GOOD}\b(?! (?:about|for you))|\b{_BAD_NOUN}\b|\bso-called\b|\banother (?:year|month|week|round) of\b"
    rf"|\bhow (?:\w+ly )?(?:{_GOOD}|badly|terribly|poorly|awful|terrible|frustrat\w+|disappoint\w+|angry|upset\w*|annoy\w+|devastat\w+|unfair|horrible|bad|guilty|ashamed|hurt\w*|ridiculous|painful|humiliat\w+"
    rf"|embarrass\w+|stressful|exhausting|demoralis\w+|demoraliz\w+|damaging|irritat\w+|outrag\w+|betrayed|toxic|unreasonable|rude|harmful|thrilled|excited|relieved|proud (?:must|are|were)|wonderful|offended|tired|scared|scary) (?:\w+ ){{0,2}}?(?:is|was|are|were|did|do|does|has|have|must|will|would it|that|it|you|the)\b"
    rf"|\bsurviv(?:e|ed|ing)\b|\bput up with\b|\bstuck with\b|\bsaddled with\b|\bforced (?:you|on|to)\b|\bobsess\w+\b|\bimpos(?:e|ed|ing)\b"
)


def _loaded(message: Message) -> bool:
    for sentence in message.sentences:
        found = _LOADED.search(sentence.text) if sentence.asks else None
        if found is None or _SAID_BEFORE.search(sentence.text[: found.start()]):
            continue
        if found.group().startswith(("the ", "so ", "too ")) and _HYPOTHETICAL.search(sentence.text):
            continue
        return True
    return False


TAG = Rule(
    "tag",
    Label.LEADING,
    pattern=re.compile(
        rf".*, (?:{AUX_NOT} {_THEY}|right|yeah|yes|no|correct|eh|huh|innit|true|wouldn't you (?:say|agree|think)|don't you (?:think|agree|find)|am i right|surely|of course|obviously)$"
        rf"|.*\b(?:n't|not|never|nobody|no one|hardly|barely|nothing|no) .*, {AUX_PLAIN} {_THEY}$|.*n't\b.*, {AUX_PLAIN} {_THEY}$"
        rf"|(?!{AUX_NOT}|{AUX_PLAIN}|what|how|why|who|when|where|which)\w+ .* (?:(?:isn't|aren't|wasn't|weren't|doesn't|didn't|don't|haven't|hasn't|can't|couldn't|won't|wouldn't|shouldn't) {_THEY}|right|innit)$"
    ),
    scope=Scope.ASKING,
    hits=("It comes down to money, doesn't it?", "You are the bottleneck, right?", "They never asked, did they?"),
    misses=("You met on Tuesday?", "What feels right?", "Which of them is right?"),
)
NEGATIVE_START = Rule(
    "negative_start",
    Label.LEADING,
    pattern=re.compile(
        rf"(?:{AUX_NOT}) (?!{_THEY} (?:mind|hear))\w+|(?:is|are|was|were|do|does|did|have|has|could|would|should|can|will) (?:it|you|he|she|they|we|that|this|there) not (?!\w+ (?:to|yet)$)\w+"
    ),
    hits=("Isn't that a bit soon?", "Shouldn't they know by now?", "Do you not find that odd?"),
    misses=("Is that soon?", "What isn't working?", "Have you decided not to go?"),
)
THINK_DONT_YOU = Rule(
    "dont_you_think",
    Label.LEADING,
    pattern=re.compile(
        r"\b(?:don't you (?:think|agree|feel|find|want|see)|wouldn't you (?:say|agree|think|rather|like)|would you (?:not )?agree|do you (?:not )?agree (?:that|with me)|(?:do|can|don't) you (?:not )?(?:see|realise|realize|accept|admit|appreciate|recognise|recognize|acknowledge) (?:that|how (?!to\b|you could)|why|what you|the (?:damage|harm|problem))"
        r"|are you (?:aware|conscious) (?:that|of how|how)|you (?:do|would|must|have to|will) (?:realise|realize|agree|admit|know (?:that|it))|(?:is|would) it (?:not )?(?:be )?(?:fair|safe|right|accurate|true) to (?:say|assume|call|conclude)|(?:could|might|can) it (?:not )?(?:simply |just |also )?be (?:that|because|your|a|the|you)|is it (?:not )?(?:possible|likely) (?:that )?(?:you|he|she|they|your|the|this|it|some)"
        r"|(?:do|did|are|would|will) you (?:really|honestly|actually|seriously|truly|genuinely|still) (?:think|thinking|believe|want|expect|need|going|sure|convinced|feel|willing|have to|mean|clinging|avoiding|letting|refusing))\b"
    ),
    scope=Scope.ASKING,
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
        r"\b(?:surely|obviously|clearly|of course|evidently|undoubtedly|no doubt|without (?:a )?doubt|needless to say|naturally(?=,)|everyone else|everybody else|everyone (?:knows|agrees|can see|says)|everybody (?:knows|agrees|can see|says)|anyone can see|anybody can see|we all know|we both know|as we know|as you know|most (?:people|leaders|managers|teams|of us)"
        r"|(?:the )?other (?:leads|leaders|managers|teams|people|pods|departments|companies) (?:can |could |all |seem to |do |have |just )?(?:manage|do|did|have|handle|cope|seem|get|find|make|deliver|hit|are|agree)\w*|(?:any|every) (?:good|decent|reasonable|sensible|real|great|competent) (?:leader|manager|person|boss|coach|parent|team)"
        r"|(?:a|any) (?:good|decent|real|great|strong|competent) (?:leader|manager|boss) would|it is (?:obvious|clear|no secret|common knowledge|well known|plain|a fact|only natural)|let us be honest|let us face it|the (?:real|actual|obvious|underlying) (?:problem|issue|reason|question|cause) (?:is|here)|the truth is|deep down|experts (?:agree|say)|research shows|given (?:how|that (?:he|she|they|it|your))|after all|admit it|be honest)\b"
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
        r"(?:is|was|are|were|do|did|does|could|might|have|has|so|and|you|it|that|this|they|he|she)\b.*\b(?:because|due to|the reason (?:is|you|why you)|is that why|so that you)\b"
    ),
    hits=("Is that because you don't trust him?", "Did you stay because of the money?"),
    misses=("What did you do because of it?", "Why that one?", "Did you stay?"),
)
PRESUPPOSED = Rule(
    "presupposed",
    Label.LEADING,
    pattern=re.compile(
        rf"(?:(?:what|how|who|whom|whose|when|where|which|why)\b.{{0,40}}?\b(?:do|did|does|have|has|are|were|will|had|was|is) (?:you|your \w+|he|she|they|we) {ADV}(?:been |be |going to |been so |do to |plan to |have to )?(?:{_FAULT})\b"
        rf"|what did (?:you|he|she|they) do to {_FAULT}|(?:what|who|whom|how) (?:\w+ )?(?:are|were|is|was|makes?|made|has made|is making|have) (?:you|he|she|they|your \w+|him|her|them) {ADV}(?:so |most |really |that |this |such )?{_HURT}\b(?! (?:about you)\b)"
        rf"|why (?:is|are|was|were|does|do|did|has|have|can't|won't|doesn't|don't|isn't|aren't|hasn't|haven't|didn't) (?:your|the|his|her|their|this|that|these|those|my|our|it|he|she|they|people|everyone|management|leadership|\w+'s)\b.{{0,40}}\b(?:so|always|never|constantly|keep|keeps|still|fail|fails|failed|refuse|refuses|refused|{_BAD}|resist|{_FAULT})\b"
        rf"|(?:when|how long ago|at what point) did (?:you|he|she|they|your \w+) (?:first )?(?:stop|lose|give up|start (?:to )?(?:resent|hate|dislik|avoid|lose|doubt|los|feel|struggl|fail)\w*|begin (?:to )?(?:resent|hate|avoid|lose|doubt|struggl|los)\w*|realise (?:you|it)|realize (?:you|it))"
        rf"|how (?:much|many) (?:\w+ ){{0,3}}(?:better|worse|happier|more|longer|damage|harm|pain|stress|trouble|suffering)\b.*|what (?:damage|harm|pain|suffering)\b.*"
        rf"|.*\b(?:people|those|them|someone|the \w+|everyone|things|one|mistakes|promises) (?:that |who |whom )?you (?:have |had )?(?:{_FAULT}|let down|broke|hurt|disappointed)\b"
        rf"|how (?:will|do|did|are|would|can|could) (?:you|we|they) (?:plan to |going to |intend to |ever )?(?:make up for|repair the damage|win back|fix (?:the|this|your) (?:mess|damage)|cope with (?:such|this|that|the) {_BAD}|get (?:him|her|them) to (?:admit|stop|see sense|behave)|recover from (?:this|that|the) (?:failure|disaster|mess)|justify|stop (?:being|yourself|your))"
        rf"|how (?:relieved|happy|glad|grateful|pleased|proud|delighted) (?:were|are|was|is|must|will) (?:you|he|she|they|everyone|the team)(?! with\b)"
        rf"|how (?:often|frequently|long) (?:do|does|did|have|has|are|were) (?:you|he|she|they|your \w+) {ADV}(?:been )?{_FAULT})"
    ),
    hits=(
        "How long have you been putting off that talk?",
        "Why is your boss so controlling?",
        "When did you stop caring?",
    ),
    misses=("How long have you been here?", "When did you start in this role?", "What is hard about it?"),
)
LOADED = Rule(
    "loaded",
    Label.LEADING,
    predicate=_loaded,
    hits=("How do you deal with such a rude client?", "What do you make of their stupid rule?", "How awful was it?"),
    misses=("You said it was a toxic place. What do you mean by that?", "What would a great week look like?"),
)
_MIND = (
    r"(?:feel|feeling|felt|afraid|scared|angry|worried|hurt|rejected|ashamed|resent|jealous|want|would rather|would prefer|hate|love|believe|think|hope|hoping|fear|doubt|secretly|care|trust|wish|need|really|just|blame|tired|fed up"
    r"|overwhelmed|frustrated|stuck|upset|lonely|stressed|anxious|disappointed|unhappy|avoiding|struggling|saying|not ready|convinced|expecting|trying to|losing|holding|running)"
)


def _mind_reading(message: Message) -> bool:
    """A statement with a question mark that tells the other what they feel, want or mean."""
    for sentence in message.sentences:
        for ask in sentence.asks:
            if ask.kind is Kind.DECLARATIVE and any(_MIND_READ.match(start) for start in sentence.starts):
                return True
    return False


_MIND_READ = re.compile(
    rf"(?:(?:it )?(?:sounds|seems|looks|feels|appears)(?: to me)?(?: like| as if| that)?\b|(?:i|my) (?:sense|suspect|bet|guess|imagine|get the (?:sense|feeling|impression)|have the feeling|hear|hunch|would say|would guess|think|feel|take it)\b|you must|that must|it must|this must"
    rf"|(?:underneath|deep down|at heart|beneath|in other words|really|basically|so really|what you (?:are|really|mean|want|need|feel))\b|(?:so )?(?:maybe|perhaps|part of you)\b|(?:\w+ ){{0,4}}?you (?:are |were |have been |do |did |also |just |still |really |kind of |sort of |a bit |don't |didn't |aren't |not |would |must |would have |never ){{0,4}}(?:a (?:bit|little) |so |very )?{_MIND}\b)"
)
MIND_READING = Rule(
    "mind_reading",
    Label.LEADING,
    predicate=_mind_reading,
    hits=("So deep down you feel left out?", "Sounds like it's about status?", "You must be worn out?"),
    misses=("You work in Leeds?", "So you feel stuck.", "He said that?"),
)
LOADED_CHOICE = Rule(
    "loaded_choice",
    Label.LEADING,
    pattern=re.compile(
        rf"(?:{AUX_PLAIN})\b.*(?:\b(?:can't|cannot|not able|unable)\b.* or .*\b(?:won't|don't want|not willing|refuse|just)\b|\bor (?:(?:is|are|do|did|was|were|will|have|would) (?:it|you|they|he|she|that|this|we) )?(?:just|simply|merely|only|still|keep|kept|do you (?:just|prefer)|are you (?:just|simply|going to (?:keep|let|just))|give up|let (?:them|it|him|her|things)|hide|avoid\w*|continue|carry on"
        rf"|sit (?:back|there)|wait (?:until|for it|for things)|another|rather|really|too|afraid|scared|go on|settle|run away|an excuse|{_BAD}|{_BAD_NOUN}|{_FAULT})\b|\b(?:{_BAD_NOUN}|{_FAULT}|excuse|just (?:being|an|a)|simply)\b.* or\b)"
    ),
    hits=("Do you want to lead or just keep complaining?", "Is it that you can't or that you won't?"),
    misses=("Do you prefer mornings or afternoons?", "Is it urgent or can it wait?"),
)

LEADING_RULES = (
    TAG,
    NEGATIVE_START,
    THINK_DONT_YOU,
    SURELY,
    BECAUSE,
    PRESUPPOSED,
    LOADED,
    MIND_READING,
    LOADED_CHOICE,
)
_ = PERMISSION
