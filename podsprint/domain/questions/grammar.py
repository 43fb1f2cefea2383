"""The forms a clause can take, as patterns over the normal form."""

import re

from podsprint.domain.questions.lexicons import (
    AUX,
    AUX_NOT,
    CURIOUS,
    DETERMINER,
    POLITE,
    PREPOSITION,
    PRONOUN,
    REQUEST,
    SCENE,
    SUBJECT,
    TELLING,
    WANT_TO_KNOW,
    WH,
)

SENTENCE = re.compile(r"([^.?!\n]*(?:\.(?!\s|$)[^.?!\n]*)*)([.?!\n]+|$)")
# Openers wherever they stand; and those that are openers only before a comma ("right, what ...").
OPENER = re.compile(
    r"(?:(?:so|and|but|or|well|okay|oh|yeah|yes|yep|huh|then|also|plus|anyway|again|now|because"
    r"|please)(?! (?:far|that|on"
    r"|this)\b)(?:, | (?=\S))"
    rf"|(?:oh|yeah|yes|yep|hi|hello|hey|great|cool|nice|thanks|thank you|sure|just|actually|first|like|good"
    rf"|no|right|i mean|let us say|i guess) (?=(?:{WH}|{AUX_NOT}"
    r"|do|did|does|is|are|was|were|have|has|can|could|would)\b)"
    r"|(?:oh|all right|yeah|yes|yep|basically|hi|hello|hey|first|firstly|next|finally|lastly|second"
    r"|secondly|third|great|cool|nice|thanks"
    r"|thank you|sure|actually|just|just out of curiosity|out of curiosity|quick question|my question is"
    r"|the question is|another question"
    r"|let us see|let me ask(?: you)?(?: this)?|i mean|you know|i guess(?: my question is)?|tell me|like"
    r"|honestly|if so|if not|in other words"
    r"|with that|having said that|that said|right|good|no|listen|look|see|sorry|interesting|excellent"
    r"|fair enough|i see|got it|i have to ask"
    r"|everyone|folks|team|guys|so far|for now|right now|personally|frankly), )"
)
INVERTED = rf"(?:{AUX}) (?:not )?{SUBJECT}\b"
WH_PHRASE = rf"(?:{PREPOSITION} )?{WH}"
WH_AUX = re.compile(rf"{WH_PHRASE}(?: else)? (?:{AUX})\b")
WH_NOUN_AUX = re.compile(
    rf"{WH_PHRASE} (?!(?:i|you|we|they|he|she|it|this|that|the|a|an|my|your|our|their)\b)"
    rf"(?:[\w'-]+ ){{1,5}}?(?:{AUX}|feels?|felt|makes?|made|matters?|happens?|happened|comes?|came|gets?"
    rf"|got|helps?|helped"
    rf"|works?|worked|needs?|stands?|goes|went)\b"
)
WH_VERB = re.compile(rf"(?:what|who|which(?: one| ones)?)(?: else)? (?!{SUBJECT}\b|if\b)[a-z']{{2,}}")
WH_SHORT = re.compile(
    rf"(?:how|what) about\b|what if\b|why not\b|how come\b|how so\b|what else\b|what then\b|what for\b"
    rf"|since when\b"
    rf"|{WH_PHRASE}$|(?:and )?then what$"
)
WH_ANY = re.compile(rf"{WH_PHRASE}\b")
FREE_RELATIVE = re.compile(
    r"which (?:means?|meant|is (?:why|what|how|fine|good|great)|makes|made|can be|would mean)\b|"
    rf"(?:what|how|where|when|whatever|who) (?:{PRONOUN}|{DETERMINER})\b.* (?:is|was|are|were|seems|sounds)\b"
)
SUBORDINATE = re.compile(rf"(?:when|where|how|what|who|whatever|which) (?:{PRONOUN}|{DETERMINER}|quoted|\w+ing)\b")
# "What helped was the pause": a statement that begins with a question word.
PSEUDO_CLEFT = re.compile(
    r"(?:what|who|where) (?!(?:types|kinds|sorts|things|times|ones|others|does|is|was|has)\b)(?:\w+(?:s|ed)"
    r"|made|got|came|went|felt|kept|took|gave"
    r"|struck|stood|hit|really \w+)\b.* (?:is|was|are|were)(?! (?:you|they|we|he|she|i|there)\b)"
    r"|what (?:is|was) (?!(?:the|your|it|that|this|going|on|his|her|their|a|an|my|our)\b)(?:\w+ ){1,5}(?:is"
    r"|was)\b|what (?:it|that|this) (?:is|tells)\b"
)
EXCLAIMED = re.compile(r"(?:what (?:a|an)\b|how (?!(?:do|did|does|is|are|was|were|can|could|would|will|come)\b)\w+$)")
INNER_WH = re.compile(
    rf"(?<=\s)(?:{WH_PHRASE}|what (?:kind|sort|type) of \w+|how \w+)(?: [\w-]+)? "
    rf"(?:{AUX}) (?:i|you|he|she|we|they|it|your|the)\b"
)
INNER_POLAR = re.compile(r"(?<=\s)(?:do|did|would|could|have|are|were|will|can) you\b")
# Behind a comma only a plain subject makes an inversion: ", had a reunion" is none.
INVERTED_LATER = rf"(?:{AUX}) (?:not )?(?:{PRONOUN}|the|your|my|his|her|their|our)\b"
COMMAND = re.compile(r"(?:do|have) (?:not )?(?:a|the|it|be)\b|(?:will|can) do\b")
# What may stand before a question that has no mark: a condition, a time, a name.
FRONTED = re.compile(
    r"(?:if|when|whenever|after|before|since|once|as|given|with|in|on|at|for|from|during|looking|thinking"
    r"|next|last|today|and if|suppose"
    r"|because|while|until|out of|to what|how (?:sure|confident))\b|[\w@.-]+(?: [\w@.-]+)?$"
)
PARENTHESIS = re.compile(
    r"(?:do you think|would you say|do you know|do you mean|are you saying|did you say|in your (?:view"
    r"|opinion|mind|eyes)|if anything|if any"
    r"|can you (?:remember|recall)|if you (?:can|could|like|will|had to)|is it)"
)
SPOKEN_TAG = re.compile(rf"\b(?:{AUX_NOT}) (?:i|you|he|she|it|we|they|there|that|this)$|, (?:right|huh|eh|innit)$")
CASUAL = re.compile(
    r"(?:what|how|where) (?:all )?you (?:think|doing|mean|feel|feeling|up to|going|reckon|guys|been|want)\b"
)
ANY_MORE = re.compile(r"(?:any|anything) (?:else|other|more|further|questions|comments|thoughts|ideas)\b")
POLAR = re.compile(rf"(?:{AUX})(?! (?:not )?(?:to|of)\b) (?:not )?[\w'-]+")
POLAR_UNMARKED = re.compile(
    rf"(?:(?:{AUX_NOT}|am|is|are|was|were|does|did|has|had|can|could|will|would|shall"
    rf"|should) (?:not )?{SUBJECT}"
    r"|(?:do|have|may|might) (?:i|you|he|she|we|they|people|your|any of)|(?:does|did|is|has|was|will"
    r"|would) \w+ \w+)\b"
)
CONDITIONAL = re.compile(r"(?:had|should|were) (?:you|i|we|they|it|he|she)\b.*,")
INDIRECT_TAIL = r"(?: (?:to|in|about|on|if|whether|what|how|why|which|where|who|when|for|as))\b"
HANDS_OVER = re.compile(rf"(?:please |maybe |perhaps |just |then |now |also |briefly ){{0,2}}{REQUEST}")
SETS_SCENE = re.compile(rf"(?:please |just |now )?{SCENE}")
POLITE_REQUEST = re.compile(rf"{POLITE}(?:{REQUEST}|{TELLING}|{WH_PHRASE}\b|about\b)")
INDIRECT = re.compile(rf"(?:{CURIOUS}{INDIRECT_TAIL}|{WANT_TO_KNOW} (?!you\b|that\b|someone\b))")
MORE_ASKS = re.compile(
    rf"(?<!back),? (?:and|but|plus|or|also|then)(?: (?:also|then|so|if so|tell me|maybe|by|for|to|with))?,? "
    rf"(?={WH_PHRASE}\b|{INVERTED})"
)
TAG = re.compile(
    rf"(?:(?:{AUX_NOT}) (?:i|you|he|she|it|we|they|there|that|this)|(?:{AUX}) (?:i|you|he|she|it|we|they"
    rf"|there)(?: not)?|right|yeah"
    r"|yes|no|correct|eh|huh|okay|true|innit|am i right|is that (?:right|correct|it|fair|so|true|accurate)"
    r"|would you say"
    r"|would you agree|do you think|do you know|do you mean|you think|you know|is it fair to say"
    r"|does that sound right"
    r"|do i have that right|have i got that right|did i get that right|is that what you mean|or not|or no)"
)


VERB = re.compile(
    rf"\b(?:{AUX}|i|you|we|they|he|she|feels?|felt|seems?|sounds?|wants?|wanted|needs?|needed|makes?|made"
    rf"|went|goes|got|gets|said"
    r"|says|told|thinks?|thought|knows?|knew|agreed|happened|\w{3,}(?:ed|en't))\b"
)
