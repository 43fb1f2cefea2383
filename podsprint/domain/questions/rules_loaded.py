"""Leading by what is taken for granted: loaded words, presupposed faults and feelings, loaded choices.

Survey method calls a question loaded when it embeds a contestable assumption; Clean Language counts every noun of the
asker that the other person has not used.
"""

import re

from podsprint.domain.questions.evaluations import CRITICISM, CRITICISM_NOUN, FAULT, HURT, INSULT, PRAISE
from podsprint.domain.questions.lexicons import ADV, AUX_PLAIN
from podsprint.domain.questions.model import Label, Message, Rule

_SAID_BEFORE = re.compile(
    r"\b(?:you (?:said|say(?! to)|mentioned|described?|called?|told|used|talked|wrote|named|put it"
    r"|are calling|were saying|spoke)|your word|quoted|in your words|by)\b"
)
_HYPOTHETICAL = re.compile(r"\b(?:would|could|might|if|imagine|suppose|worst case)\b")
_LOADED = re.compile(
    rf"(?:\ban? (?:bit |little |real |complete |total )?)?\b{INSULT}\b|\b(?:such an? |so |too |(?:the|this"
    rf"|that|these|those|your|his|her|their|our|its|\w+'s|my) (?:\w+ly |very "
    rf"|so-called )?){CRITICISM}\b(?! (?:about|with what|of you|for you))"
    rf"|\b(?:such an? |your |our |his |her |their |that |this |\w+'s |the (?=excellent|brilliant|amazing"
    rf"|fantastic|wonderful|superb|outstanding))(?:truly |really )?{PRAISE}\b(?! (?:about|for you))"
    rf"|\b{CRITICISM_NOUN}\b|\b(?:your|his|her|their) (?:\w+ )?(?:failures?|weakness(?:es)?|stubbornness"
    rf"|insecurity|insecurities|resistance|guilt|need to (?:please|control|be|win|have)|tendency to"
    rf"|habit of|jealousy|ego|bad habits?|(?:(?!biggest|main|current|key|top|first|next)\w+ )problem"
    rf"|unwillingness"
    rf"|mistakes)\b(?! (?:you|statement|at hand|solving))|\bthe (?:guilt|shame|mess|chaos|failure|wreckage"
    rf"|fallout|pain|humiliation)\b|\bsuch an? (?:\w+ )?(?:failure|mistake|struggle|problem|shock|relief"
    rf"|success|joke|shame|waste|burden|pain)\b|\bthe worst (?:thing|part) (?:about|of)\b|\bso-called\b"
    rf"|\banother (?:year|month|week|round) of\b"
    rf"|\bhow (?:\w+ly )?(?:{PRAISE}|badly|terribly|poorly|awful|terrible|frustrat\w+|disappoint\w+|angry"
    rf"|upset\w*|annoy\w+|devastat\w+|unfair|horrible|guilty|ashamed|hurt\w*|ridiculous|painful|humiliat\w+"
    rf"|embarrass\w+|stressful|exhausting|demoralis\w+|demoraliz\w+|damaging|irritat\w+|outrag\w+|betrayed"
    rf"|toxic|unreasonable|rude|harmful|thrilled|excited|relieved|proud (?:must|are|were)|wonderful"
    rf"|offended|tired|scared|scary) (?:\w+ ){{0,2}}?(?:is|was|are|were|did|do|does|has|have|must|will"
    rf"|would it|that|it|you|the)\b"
    rf"|\bsurviv(?:e|ed|ing)\b|\bput up with\b|\b(?:to be|being|been|was|were|are|is|got|get|getting|felt"
    rf"|feel) (?:so |badly |publicly |unfairly |constantly )?(?:humiliated|betrayed|bullied|mistreated"
    rf"|abandoned|belittled|sidelined|disrespected|insulted|cheated|backstabbed|exploited|victimi[sz]ed"
    rf"|attacked|lied to|taken advantage of|left to pick up)\b|\b(?:betrayed|humiliated|abandoned|cheated"
    rf"|bullied|attacked|insulted|mistreated|belittled|sidelined|lied to|walked all over|stabbed) (?:you"
    rf"|him|her|them)\b|\b(?:your|his|her|their) (?:real|true|hidden|secret) (?:reasons?|motives?|agenda"
    rf"|problem|feelings|intentions?)\b|\byou (?:\w+ )?(?:admit|own up|face the fact|face up to|come clean"
    rf"|come to your senses)\b|\byou\b.*\bso (?:easily|badly|carelessly|poorly|little|late|slowly)$"
    rf"|\byou (?:would |do |will )?(?:have to|must) (?:admit|agree|say)\b|\bstuck with\b|\bsaddled with\b"
    rf"|\bforced (?:you|on|to)\b|\bobsess\w+\b|\bimpos(?:e|ed|ing)\b"
)


def _loaded(message: Message) -> bool:
    for sentence in message.sentences:
        found = _LOADED.search(sentence.text) if sentence.asks else None
        if found is None or _SAID_BEFORE.search(sentence.text[: found.start()]):
            continue
        if found.group().startswith(("the ", "so ", "too ", "a ", "an ")) and _HYPOTHETICAL.search(sentence.text):
            continue
        return True
    return False


PRESUPPOSED = Rule(
    "presupposed",
    Label.LEADING,
    pattern=re.compile(
        rf"(?!.*\bif (?:any|anything|at all|anyone)$)(?:(?:what|how|who|whom|whose|when|where|which"
        rf"|why)\b.{{0,40}}?\b(?:do|did|does|have|has|are|were|will|had|was|is) (?:you|your \w+|he|she|they"
        rf"|we) {ADV}(?:been |be |going to |been so |do to |plan to |have to )?(?:{FAULT})\b"
        rf"|what did (?:you|he|she|they) do to {FAULT}|what (?:\w+ )?(?:made|makes|led|leads|caused|drove"
        rf"|drives|let) (?:you|him|her|them) (?:to )?{FAULT}\b|(?:what|who|whom|how) (?:\w+ )?(?:are|were"
        rf"|is|was|makes?|made|has made|is making|have) (?:you|he|she|they|your \w+|him|her"
        rf"|them) {ADV}(?:so |most |really |that |this |such )?{HURT}\b(?! (?:about you)\b)"
        rf"|why (?:is|are|was|were|does|do|did|has|have|can't|won't|doesn't|don't|isn't|aren't|hasn't"
        rf"|haven't|didn't) (?:your|the|his|her|their|this|that|these|those|my|our|it|he|she|they|people"
        rf"|everyone|management|leadership|\w+'s)\b.{{0,40}}\b(?:so|always|never|constantly|keep|keeps"
        rf"|still|fail|fails|failed|refuse|refuses|refused|{CRITICISM}|resist|{FAULT})\b"
        rf"|how many more\b.* before\b|how (?:long|much longer) (?:before|until|till) (?:you|he|she|they"
        rf"|your|the)\b|(?:when|how long ago|at what point) did (?:you|he|she|they|(?:your"
        rf"|the) \w+) (?:first )?(?:(?:start|begin) (?:to )?(?:los(?:e|ing)|fall(?:ing)?|declin\w+)|stop"
        rf"|lose|give up|start (?:to )?(?:resent|hate|dislik|avoid|lose|doubt|los|feel|struggl|fail)\w*"
        rf"|begin (?:to )?(?:resent|hate|avoid|lose|doubt|struggl|los)\w*|realise (?:you|it)|realize (?:you"
        rf"|it))"
        rf"|how (?:much|many) (?:\w+ ){{0,3}}(?:better|worse|happier|damage|harm|pain|stress|trouble"
        rf"|suffering)\b.*|what (?:damage|harm|pain|suffering)\b.*"
        rf"|.*\b(?:people|those|them|someone|the \w+|everyone|things|one|mistakes|promises) (?:that |who "
        rf"|whom )?you (?:have |had )?(?:{FAULT}|let down|broke|hurt|disappointed)\b"
        rf"|.*\b(?:when|once|until|before|after) .{{0,20}}\bfinally\b|how (?:will|do|did|are|would|can"
        rf"|could) (?:you|we|they) (?:plan to |going to |intend to |ever )?(?:make up for|repair the damage"
        rf"|win back|fix (?:the|this|your) (?:mess|damage)|cope with (?:such|this|that|the) {CRITICISM}"
        rf"|get (?:him|her|them) to (?:admit|stop|see sense|behave)|recover from (?:this|that"
        rf"|the) (?:failure|disaster|mess)|justify|stop (?:being|yourself|your))"
        rf"|how (?:relieved|happy|glad|grateful|pleased|proud|delighted) (?:were|are|was|is|must"
        rf"|will) (?:you|he|she|they|everyone|the team)(?! with\b)"
        rf"|how (?:often|frequently|long) (?:do|does|did|have|has|are|were) (?:you|he|she|they"
        rf"|your \w+) {ADV}(?:been )?{FAULT})"
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
LOADED_CHOICE = Rule(
    "loaded_choice",
    Label.LEADING,
    pattern=re.compile(
        rf"(?:is|was) it .* or .* or (?:is|was) it\b|(?:{AUX_PLAIN})\b.*(?:(?<=s it )that you (?:can't"
        rf"|don't|won't|never)\b.*\bor\b|\bor\b.*\b(?:a real|a proper|a true|regret)\b|\b(?:can't|not able"
        rf"|unable)\b.* or .*\b(?:won't|don't want|not willing|refuse|just)\b|\bor (?:(?:is|are|do|did|was"
        rf"|were|will|have|would) (?:it|you|they|he|she|that|this|we) )?(?:(?:just|simply|merely"
        rf"|still) (?!the\b|one\b|a few|once|some)|(?:one|someone|somebody|people|a \w+) (?:who"
        rf"|that) (?:just|only|simply|never|always)\b|keep|kept|go on \w+ing|.{{1,40}} forever\b"
        rf"|.{{1,40}} the rest of|do you (?:just|prefer)|are you (?:just|simply|going to (?:keep|let|just))"
        rf"|give up|let (?:them|it|him|her|things)|hide|avoid\w*|continue|carry on"
        rf"|sit (?:back|there)|wait (?:until|for it|for things)|another|afraid|scared|settle|run away"
        rf"|an excuse|{CRITICISM}|{CRITICISM_NOUN}|{FAULT})\b|\b(?:{CRITICISM_NOUN}|{FAULT}|excuse"
        rf"|just (?:being|an|a)|simply)\b.* or\b)"
    ),
    hits=("Do you want to lead or just keep complaining?", "Is it that you can't or that you won't?"),
    misses=("Do you prefer mornings or afternoons?", "Is it urgent or can it wait?"),
)

LOADED_RULES = (PRESUPPOSED, LOADED, LOADED_CHOICE)
