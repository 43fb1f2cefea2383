"""Closed word classes and word lists, as pieces of regular expressions over the normal form."""

import re

# --- grammar -----------------------------------------------------------------------------------------------
AUX_PLAIN = r"(?:am|is|are|was|were|do|does|did|have|has|had|can|could|will|would|shall|should|may|might|must)"
AUX_NOT = (
    r"(?:isn't|aren't|wasn't|weren't|don't|doesn't|didn't|haven't|hasn't|hadn't|can't|couldn't|won't|wouldn't"
    r"|shouldn't|mustn't|ain't)"
)
AUX = rf"(?:{AUX_NOT}|{AUX_PLAIN})"
PRONOUN = (
    r"(?:i|you|he|she|it|we|they|there|this|that|these|those|anyone|anybody|anything|someone|somebody"
    r"|something|everyone|everybody|everything|people|nobody|no one)"
)
DETERMINER = r"(?:a|an|the|my|your|his|her|its|our|their|some|any|all|each|every|both|no|another|other)"
SUBJECT = rf"(?:{PRONOUN}|{DETERMINER})"
WH = r"(?:what|whatever|how|why|who|whom|whose|which|where|when)"
PREPOSITION = r"(?:in|to|for|from|with|at|by|on|of|about|under|until|since|through|around|within)"
# Adverbs that may stand between the parts of a frame.
ADV = (
    r"(?:(?:ever|even|already|also|maybe|perhaps|possibly|just|simply|really|actually|probably|definitely|at all"
    r"|at least|then|still|always|never|yet|honestly|truly|personally|sometimes|often|currently|now|so|too) ){0,3}"
)
# "-ing" as a doing: the look-ahead leaves out words that only look like one.
GERUND = (
    r"(?!(?:thing|something|anything|nothing|everything|morning|evening|meeting|training|being|feeling|building"
    r"|spring|bring|king|string|during|working with|coming|going on|going forward|timing|funding|staffing)\b)"
    r"(?:not )?(?:\w{1,12}-)?[a-z]{2,14}ing\b"
)
CONTENT_FREE = (
    r"(?:anything|something|everything|what|how|why|who|which|where|when|whether|any other|any of|others?|some of"
    r"|much|more|alternatives|options|your options|other (?:ways|options|things|approaches)|a number|so far"
    r"|(?:it|that|this|these|those|them)(?: (?:before|already|yet|much|at all|out|one|too|with|in|for|myself)\b"
    r"|,|$))"
)

# --- asking ------------------------------------------------------------------------------------------------
# Imperatives that hand over the floor: "tell me", "walk us through".
REQUEST = (
    r"(?:tell (?:me|us)\b|describe\b|explain\b|elaborate\b|expand\b|unpack\b|clarify\b|spell out|spell it out"
    r"|share (?:with (?:me|us)|what|how|your|a (?:bit|little)|some|more|one|an? )|say (?:a (?:bit|little)|more|some"
    r"|something|what|how)|talk (?:me|us) |talk (?:a (?:bit|little) )?(?:more )?about|speak (?:more )?(?:about|to)"
    r"|(?:walk|take|guide|lead|run|bring) (?:me|us) (?:through|back|into|along|up)|fill (?:me|us) in"
    r"|(?:give|paint|draw|show) (?:me|us) |paint (?:a|the) |help (?:me|us) (?:to )?(?:understand|see|get|picture)"
    r"|name (?:one|a|some|two|three|the)|list (?:the|some|a|all|three)|go into|go on\b|keep going\b|put (?:me|us) in"
    r"|let (?:me|us) (?:hear|know|in on)|remind (?:me|us)|complete this|finish (?:this|the) sentence|rate (?:your|the|how)"
    r"|catch (?:me|us) up|compare )"
)
# "Imagine it is done." sets the scene; it asks only when nothing else does.
SCENE = r"(?:imagine|picture|suppose|think (?:back|of|about)|pretend|recall|remember) "
CURIOUS = (
    r"(?:(?:i am|i was|i do|i|we are|we|am|just|still|really|also|always|very|quite|genuinely|so|only)[ ]){0,3}"
    r"(?:wonder|wondering|curious|interested|intrigued|keen|eager|not sure|trying to (?:understand|see|picture))\b"
)
WANT_TO_KNOW = (
    r"(?:i|we) (?:(?:would|do|will|am|are|also|just|really|still|was|were|guess|want|wanted|going) ){0,3}"
    r"(?:(?:like|love|want|wanted|need|hoping|happy|prefer|keen|to) ){0,3}(?:to )?"
    r"(?:know|hear|understand|learn|ask|see|explore|find out|get a (?:sense|feel|picture|better \w+))\b"
)
POLITE = (
    r"(?:can|could|would|will|may|might|do|are|can't|couldn't|won't) (?:you|we|i|somebody|someone) "
    r"(?:(?:please|maybe|perhaps|possibly|just|kindly|mind|be|able|willing|open|happy|comfortable|ready|like|love"
    r"|care|want|prepared|also|start|begin|by|to|hear|all|get|have|ask|briefly|quickly|then|first|again) ){0,5}"
)
TELLING = (
    r"(?:telling|describing|explaining|sharing|saying|talking (?:me|us|a bit|a little|more|about)|walking|taking (?:me|us)"
    r"|giving (?:me|us)|elaborating|expanding|helping (?:me|us) understand|clarifying)"
)
PERMISSION = (
    r"(?:(?:do|would) you mind if (?:i|we)\b|mind if (?:i|we)\b|(?:is|would|will) (?:it|that|this) (?:be )?(?:ever )?"
    r"(?:okay|all right|fine|acceptable|possible|useful|helpful|good|cool|appropriate)(?: (?:with|by|for) you)?"
    r"(?:,)? (?:if|for|to) (?:i|we|me|us|ask|hear|share|talk|check|pause|stay|spend|look|come)\b"
    r"|would it help if (?:i|we)\b"
    r"|(?:can|could|may|might|shall|should) (?:i|we)\b|okay if (?:i|we)\b|(?:do|would) you (?:like|want|prefer) (?:me|us) to\b"
    r"|are you (?:open|okay|ready|up|willing|comfortable|happy) (?:to|for|with|if)? ?(?:me|us|hear|a (?:challenge|question"
    r"|harder|tough|thought|observation|direct|bold|piece)|some feedback|feedback|hearing|i|we|talking|exploring)\b"
    r"|(?:would you like|do you want|would you be interested in|would you be open|would you be willing)"
    r"(?: to)? (?:hear|hearing|to hear|to talk|talk|to spend|to discuss|discuss)\b|do i have your permission"
    r"|do you have (?:a|a few) (?:minute|minutes|moment)|is now a good (?:time|moment))"
)
SCALE = re.compile(
    r"\bscale\b|\bout of (?:10|ten|5|five|100|seven|7)\b|\b(?:0|1|zero|one) ?(?:to|-|through|till|and) ?(?:10|ten|5|five|7"
    r"|100)\b|\b(?:0|1|zero|one) (?:being|is|means|meaning)\b|\bbetween (?:0|1|zero|one)\b|\b1-10\b|\b0-10\b"
)
# Short prompts and echoes that keep someone talking.
PROMPT = re.compile(
    r"(?:meaning|such as|like|because|so|and|and then|then|for (?:instance|example)|an example|in what (?:way|sense)|which is"
    r"|say more|more about that|tell me more|go on|in terms of|as in|compared to|next steps?|first impressions"
    r"|like what|what else|else|how so|how come|(?:any )?(?:thoughts|reactions|reflections|ideas|takeaways|feelings)"
    r"|your (?:thoughts|view|views|take|reaction|sense|thinking))(?: (?:on|about|to) .{1,60})?"
)
# Words on their own that check the line rather than ask.
INTERJECTION = re.compile(
    r"(?:yeah|yes|yep|no|nope|okay|right|really|huh|eh|oh|ah|hey|hi|hello|sorry|pardon|you know|see|you see|wow|seriously"
    r"|mm|hm|good|great|sure|all right|true|cool|ready|make sense|makes sense|get it|know what i mean"
    r"|you know what i mean|how are you(?: doing)?(?: today)?|what)"
)
