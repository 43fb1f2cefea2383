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
    r"(?:(?:ever|even|already|also|maybe|perhaps|possibly|just|simply|really|actually|probably|definitely"
    r"|at all"
    r"|at least|then|still|always|never|yet|honestly|truly|personally|sometimes|often|currently|now|so"
    r"|too) ){0,3}"
)
# "-ing" as a doing: the look-ahead leaves out words that only look like one.
GERUND = (
    r"(?!(?:thing|something|anything|nothing|everything|morning|evening|meeting|training|being|feeling"
    r"|building"
    r"|spring|bring|king|string|during|working with|coming|going on|going forward|timing|funding|staffing)\b)"
    r"(?:not )?(?:\w{1,12}-)?[a-z]{2,14}ing\b"
)
# "How about a walk?" proposes; "how about your family?" turns to a topic.
PROPOSAL = (
    rf"(?:how|what) about (?:(?:just|maybe|simply|perhaps) )?(?:{GERUND}|a |an |some |another |one more "
    rf"|more |less "
    r"|(?:this|the following),|we \w|you (?!guys\b|all\b|two\b|and\b|as\b|in\b)\w|if |(?:he|she|they) \w+)"
)
CONTENT_FREE = (
    r"(?:anything|something|everything|what|how|why|who|which|where|when|whether|any other|any of|others?"
    r"|some of"
    r"|much|more|alternatives|options|your options|other (?:ways|options|things|approaches)|a number|so far"
    r"|(?:it|that|this|these|those|them)(?: (?:before|already|yet|much|at all|out|one|too|with|in|for"
    r"|myself)\b"
    r"|,|$))"
)

# --- asking ------------------------------------------------------------------------------------------------
# Imperatives that hand over the floor: "tell me", "walk us through".
REQUEST = (
    r"(?:tell (?:me|us)\b|describe\b|explain\b|elaborate\b|expand\b|unpack\b|clarify\b|spell out|spell it out"
    r"|share (?:with (?:me|us)|what|how|your|a (?:bit|little)|some|more|one|an? )|say (?:a (?:little "
    r"|wee )?(?:bit|little)|more|some"
    r"|something|what|how)|talk (?:me|us) |talk (?:a (?:little )?bit |a little )?(?:more )?about"
    r"|speak (?:more )?(?:about|to)"
    r"|(?:walk|take|guide|lead|run|bring) (?:me|us) (?:through|back|into|along|up)|fill (?:me|us) in"
    r"|(?:give|paint|draw|show) (?:me|us) |paint (?:a|the) |help (?:me|us) (?:to )?(?:understand|see|get"
    r"|picture)"
    r"|name (?:one|a|some|two|three|the)|list (?:the|some|a|all|three)|go into|go on\b|keep going\b"
    r"|put (?:me|us) in"
    r"|let (?:me|us) (?:hear|know|in on)|remind (?:me|us)|complete this|finish (?:this|the) sentence"
    r"|rate (?:your|the|how)"
    r"|catch (?:me|us) up|compare )"
)
# "Imagine it is done." sets the scene; it asks only when nothing else does.
SCENE = r"(?:imagine|picture|suppose|think (?:back|of|about)|pretend|recall|remember) "
CURIOUS = (
    r"(?:(?:i|we|am|was|do|would|be|are|just|still|really|also|always|very|quite|genuinely|so|only) ){0,5}"
    r"(?:wonder|wondering|curious|interested|intrigued|keen|eager|not sure i (?:see|understand|follow))\b"
)
WANT_TO_KNOW = (
    r"(?:i|we) (?:(?:would|do|will|am|are|also|just|really|still|was|were|guess|only) ){0,3}"
    r"(?:like|love|want|wanted|hoping|happy|keen|interested|trying|need|prefer|going) to "
    r"(?:know|hear|understand|learn|ask|(?:see|explore)(?= (?:what|how|where|which|why|who))|find out"
    r"|get a (?:sense|feel|picture|better \w+))\b"
)
POLITE = (
    r"(?:can|could|would|will|may|might|do|are|can't|couldn't|won't) (?:you|somebody|someone|(?:i"
    r"|we)(?= (?:just |also |maybe )?(?:ask|hear|know|learn)\b)) "
    r"(?:(?:please|maybe|perhaps|possibly|just|kindly|mind|be|able|willing|open|happy|comfortable|ready"
    r"|like|love"
    r"|care|want|prepared|also|start|begin|by|to|hear|all|get|have|ask|briefly|quickly|then|first|again"
    r"|think back and|take a moment and|go back and) ){0,5}"
)
TELLING = (
    r"(?:telling|describing|explaining|sharing|saying|talking (?:me|us|a bit|a little|more|about)|walking"
    r"|taking (?:me|us)"
    r"|giving (?:me|us)|elaborating|expanding|helping (?:me|us) understand|clarifying)"
)
PERMISSION = (
    r"(?:(?:do|would) you mind if (?:i|we)\b|mind if (?:i|we)\b|(?:is|would|will) (?:it|that"
    r"|this) (?:be )?(?:ever )?"
    r"(?:okay|all right|fine|acceptable|possible|useful|helpful|good|cool|appropriate)(?: (?:with|by"
    r"|for) you)?"
    r"(?:,)? (?:if|for|to) (?:i|we|me|us|ask|hear|share|talk|check|pause|stay|spend|look|come)\b"
    r"|would it help if (?:i|we)\b"
    r"|(?:can|could|may|might) (?:i|we) (?:just |also |maybe |perhaps |quickly )?(?:ask|share|offer|check"
    r"|add|say|give|tell|suggest|make|play|reflect|push|challenge|stop|pause|interrupt|read|summari[sz]e"
    r"|try|take|invite|jump|come back|go back|note|record|help|talk|spend|slow|stay|explore|stick|point"
    r"|propose|tempt|probe|dig|press)\b|(?:shall|should) we (?:pause|take|move|stop|talk|look|start|begin"
    r"|go|spend)\b|okay if (?:i|we)\b|(?:do|would) you (?:like|want|prefer) (?:me|us) to\b"
    r"|are you (?:open|okay|ready|up|willing|comfortable|happy) (?:to|for|with|if)? ?(?:me|us|hear"
    r"|a (?:challenge|question"
    r"|harder|tough|thought|observation|direct|bold|piece)|some feedback|feedback|hearing|i|we|talking"
    r"|exploring)\b"
    r"|(?:would you like|do you want|would you be interested in|would you be open|would you be willing)"
    r"(?: to)? (?:hear|hearing|to hear|to talk|talk|to spend|to discuss|discuss)\b|do i have your permission"
    r"|do you have (?:a|a few) (?:minute|minutes|moment)|is now a good (?:time|moment))"
)
SCALE = re.compile(
    r"\bon a scale\b|\bscale (?:of|from)\b|\b(?:10|ten|5|five|7|seven)[- ]point scale\b|\bout of (?:10|ten"
    r"|5|five|100|seven|7)\b|\b(?:0|1|zero|one) ?(?:to|-|through|till|and) ?(?:10|ten|5|five|7"
    r"|100)\b|\b(?:0|1|zero|one|10|ten) (?:being|meaning)\b|\b[01] (?:is|means)\b|\bbetween (?:0|1|zero"
    r"|one)\b|\b1-10\b|\b0-10\b"
)
# Short prompts and echoes that keep someone talking.
PROMPT = re.compile(
    r"(?:meaning|such as|like|because|so|and|and then|then|for (?:instance|example)|an example"
    r"|in what (?:way|sense)|which is"
    r"|say more|more about that|tell me more|go on|in terms of|as in|compared to|next steps?"
    r"|first impressions"
    r"|like what|what else|else|how so|how come|(?:any )?(?:thoughts|reactions|reflections|ideas|takeaways"
    r"|feelings)"
    r"|your (?:thoughts|view|views|take|reaction|sense|thinking))(?: (?:on|about|to) .{1,60})?"
)
# Words on their own that check the line rather than ask.
INTERJECTION = re.compile(
    r"(?:yeah|yes|yep|no|nope|okay|right|really|huh|eh|oh|ah|hey|hi|hello|sorry|pardon|you know|see|you see"
    r"|wow|seriously|is that (?:right|so|true)|is it|are you(?: kidding(?: me)?| serious| really)?"
    r"|did (?:you|he|she|they)(?: really)?"
    r"|do you(?: really)?|have you(?: really)?|was it|really now"
    r"|mm|hm|good|great|sure|all right|true|cool|ready|make sense|makes sense|get it|know what i mean"
    r"|you know what(?: i (?:mean|think|would do|would say))?|guess what|what)"
)
# Whoever would carry out a proposal.
PARTY = r"(?:you|we|they|he|she|your \w+|the \w+)"
# What one asks a person about, rather than proposes: "could you hear?", "could you sleep?"
ABILITY = (
    r"(?:do anything|hear|see|feel|imagine|picture|think|remember|recall|say|tell|understand|know|believe"
    r"|afford|sleep|repeat|come|live|manage|cope"
    r"|breathe|read|count|relate|recognise|recognize|identify|be|have been|describe|list|name|do (?:it|that"
    r"|this)|help me|pass me|send me"
    r"|send us|show me|get (?:me|us|back to me|there)|share|let (?:me|us)|give (?:me|us)|walk|find|spot"
    r"|notice|make it|stay (?:on|until)"
    r"|please|go on|put (?:that|it) (?:in|another)|rate|compare|point|expand|unpack|clarify|summarise"
    r"|summarize|sum|spell|choose|pick"
    r"|join|wait|hold on|mute|confirm|check)"
)
