"""Leading by presupposition: a fault, a feeling or an outcome that any answer would have to accept.

"How long have you been avoiding it?" cannot be answered without granting that one has; interview research (NICHD) calls
that suggestive.  "If anything" at the end takes the assumption back.
"""

import re

from podsprint.domain.questions.evaluations import CRITICISM, FAULT, HURT
from podsprint.domain.questions.lexicons import ADV
from podsprint.domain.questions.model import Label, Rule

_GRANTED = r"(?!.*\bif (?:any|anything|at all|anyone)$)"
_WH = r"(?:what|how|who|whom|whose|when|where|which|why)"
_PERSON = r"(?:you|your \w+|he|she|they|we)"

FAULT_GRANTED = Rule(
    "fault_granted",
    Label.LEADING,
    pattern=re.compile(
        rf"{_GRANTED}{_WH}\b.{{0,40}}?\b(?:do|did|does|have|has|are|were|will|had|was|is) {_PERSON} {ADV}"
        rf"(?:been |be |going to |been so |do to |plan to |have to )?(?:{FAULT})\b"
        rf"|what did (?:you|he|she|they) do to {FAULT}"
        rf"|what (?:\w+ )?(?:made|makes|led|leads|caused|drove|drives|let) (?:you|him|her"
        rf"|them) (?:to )?{FAULT}\b"
    ),
    hits=("How long have you been putting off that talk?", "What made you give up?", "What did you do to annoy him?"),
    misses=("How long have you been here?", "What do you hide, if anything?", "What made you decide?"),
)
FAULT_IN_A_CLAUSE = Rule(
    "fault_in_a_clause",
    Label.LEADING,
    pattern=re.compile(
        r".*\b(?:people|those|them|someone|the \w+|everyone|things|one|mistakes|promises) (?:that |who "
        r"|whom )?you (?:have |had )?"
        rf"(?:{FAULT}|let down|broke|hurt|disappointed)\b"
    ),
    hits=("How will you face the people you let down?",),
    misses=("How will you face the people you work with?",),
)
FEELING_GRANTED = Rule(
    "feeling_granted",
    Label.LEADING,
    pattern=re.compile(
        rf"{_GRANTED}(?:what|who|whom|how) (?:\w+ )?(?:are|were|is|was|makes?|made|has made|is making"
        rf"|have) (?:{_PERSON}|him|her|them) {ADV}"
        rf"(?:so |most |really |that |this |such )?{HURT}\b(?! about you\b)"
        rf"|how (?:relieved|happy|glad|grateful|pleased|proud|delighted) (?:were|are|was|is|must"
        rf"|will) (?:you|he|she|they|everyone|the team)(?! with\b)"
    ),
    hits=("What are you so afraid of?", "How glad were you to leave?"),
    misses=("What are you afraid of, if anything?", "How happy are you with the result?"),
)
WHY_ARE_THEY = Rule(
    "why_are_they",
    Label.LEADING,
    pattern=re.compile(
        r"why (?:is|are|was|were|does|do|did|has|have|can't|won't|doesn't|don't|isn't|aren't|hasn't|haven't"
        r"|didn't)"
        r" (?:your|the|his|her|their|this|that|these|those|my|our|it|he|she|they|people|everyone|management"
        r"|leadership|\w+'s)\b"
        rf".{{0,40}}\b(?:so|always|never|constantly|keep|keeps|still|fail|fails|failed|refuse|refuses"
        rf"|refused|{CRITICISM}|resist|{FAULT})\b"
    ),
    hits=("Why is your boss so controlling?", "Why do they never answer?"),
    misses=("Why is that important?", "Why do they ask?"),
)
WHEN_DID_IT_END = Rule(
    "when_did_it_end",
    Label.LEADING,
    pattern=re.compile(
        rf"(?:when|how long ago|at what point) did (?:{_PERSON}|the \w+) (?:first )?(?:stop|lose|give up"
        r"|(?:start|begin) (?:to )?(?:los(?:e|ing)|fall(?:ing)?|declin\w+|resent\w*|hat(?:e|ing)|dislik\w+"
        r"|avoid\w*|doubt\w*|feel\w*"
        r"|struggl\w+|fail\w*)|reali[sz]e (?:you|it))"
        rf"|how many more\b.* before\b|how (?:long|much longer) (?:before|until|till) (?:{_PERSON}|the)\b"
        r"|.*\b(?:when|once|until|before|after) .{0,20}\bfinally\b"
    ),
    hits=(
        "When did you stop caring?",
        "How many more have to leave before you act?",
        "What will you do when he finally goes?",
    ),
    misses=("When did you start in this role?", "What did you do when he went?"),
)
HARM_GRANTED = Rule(
    "harm_granted",
    Label.LEADING,
    pattern=re.compile(
        r"how (?:much|many) (?:\w+ ){0,3}(?:better|worse|happier|damage|harm|pain|stress|trouble|suffering)\b"
        r"|what (?:damage|harm|pain|suffering)\b"
        r"|how (?:will|do|did|are|would|can|could) (?:you|we|they) (?:plan to |going to |intend to "
        r"|ever )?(?:make up for|repair the damage"
        rf"|win back|fix (?:the|this|your) (?:mess|damage)|cope with (?:such|this|that|the) {CRITICISM}"
        rf"|justify|stop (?:being|yourself|your)"
        r"|get (?:him|her|them) to (?:admit|stop|see sense|behave)|recover from (?:this|that"
        r"|the) (?:failure|disaster|mess))"
    ),
    hits=("How much damage did it do?", "How will you make up for it?"),
    misses=("How much did it cost?", "How will you go about it?"),
)

PRESUPPOSED_RULES = (FAULT_GRANTED, FAULT_IN_A_CLAUSE, FEELING_GRANTED, WHY_ARE_THEY, WHEN_DID_IT_END, HARM_GRANTED)
