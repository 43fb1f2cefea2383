"""Questions that ask for a defence or carry blame.

"Why" about somebody's past act calls for defence, while "why" about a value or a choice is useful (coaching texts); a
rhetorical question is an opinion with a question mark.
"""

import re

from podsprint.domain.questions.lexicons import ADV
from podsprint.domain.questions.model import Label, Rule, Scope

# A choice or a value may be asked for with "why".
_CHOICE = (
    r"(?:choose|chose|chosen|pick|picked|want|care|value|give (?:it|yourself)|say (?:a |it is a )?\d|a \d"
    r"|rate|select"
    r"|prefer|hope|love|enjoy|like to)"
)

WHY_DID_YOU = Rule(
    "why_did_you",
    Label.JUDGEMENTAL,
    pattern=re.compile(
        rf"(?:and |so )?(?:why|how come|what for) (?:(?:on earth|exactly|in the world|then|again) )?(?:did"
        rf"|didn't|haven't|have|hadn't|had|don't|do not|did not|can't|couldn't|won't|wouldn't|weren't|were"
        rf"|aren't"
        rf"|shouldn't|would|must) (?:you|your (?:team|people))(?: not)? (?!{ADV}{_CHOICE}\b)(?!(?:come"
        rf"|came) (?:in|here|to)\b|think (?:that |he |she |it |they |this )|become a|here)\w"
    ),
    hits=("Why did you skip the review?", "why havent you replied", "Why won't you delegate?"),
    misses=("Why did you choose this goal?", "Why do you want to lead?", "Why is that important to you?"),
)
WHY_DO_YOU = Rule(
    "why_do_you",
    Label.JUDGEMENTAL,
    pattern=re.compile(
        r"(?:why|how come) do you (?:(?:always|never|still|even|constantly|keep|insist|let|refuse|avoid"
        r"|ignore|bother|get so|act|behave|treat|micromanage|make (?:it|things|everything)|take (?:it"
        r"|things|everything)"
        r"|tolerate|allow|put up|overreact|give up|hide|waste|find it (?:so )?(?:hard|difficult)|struggle"
        r"|fail|procrastinate|leave everything|rush|complain|feel the need|seem|interrupt|so)\b)"
        r"|(?:why|how come) (?:are|were) you (?!here\b|interested|considering|hoping|drawn|excited"
        r"|passionate|looking|thinking|at a|a \d|committed|hopeful|proud|doing this|willing|grateful"
        r"|keen)\w"
    ),
    hits=("Why do you always cancel?", "Why are you so defensive?", "Why do you keep covering for him?"),
    misses=("Why do you want this?", "Why are you drawn to that role?", "Why do you think he left?"),
)
WHY_IS_IT_HARD = Rule(
    "why_is_it_hard_for_you",
    Label.JUDGEMENTAL,
    pattern=re.compile(
        r"(?:why|how come) (?:is it|was it|has it been|it is) (?:always |still |so |such |too |that "
        r"|really )*(?:hard|difficult|tough|impossible|challenging|tricky|a (?:struggle"
        r"|problem)) (?:for you|to)"
        r"|how come (?:it|that|this) (?:took|takes|has taken) you|(?:why|how come) (?:did|does|is"
        r"|has) (?:it|this|that) (?:taken?|taking) (?:you )?(?:so|this|that|three|two|\w+ (?:weeks|months"
        r"|days))"
        r"|what took you|how come you\b(?! (?:chose|picked|want|care))|why is (?:it|this|that) (?:always"
        r"|still) (?:you|your|not)|why can you not|why (?:isn't|hasn't|wasn't) (?:it|this|that"
        r"|your \w+)(?: \w+)? (?:been )?(?:done|finished|ready|sent|sorted|working|here|fixed)\b"
        r"|why is your .{1,30} (?:always|still|never|not)\b"
        r"|how (?:is it|was it|can it be)(?: possible)? that you (?:still|never|didn't|haven't|don't|can't"
        r"|didn't|only)"
    ),
    hits=("Why is it so difficult for you to say no?", "What took you so long?", "How come you never told us?"),
    misses=("Why is it valuable to you?", "How come?", "What makes that matter to you?"),
)
HOW_COULD_YOU = Rule(
    "how_could_you",
    Label.JUDGEMENTAL,
    pattern=re.compile(
        r"how (?:can|could) you (?:(?:not\b(?! (?:only|just))|possibly|even|just|ever|have the nerve|dare"
        r"|have (?:not|missed|let|been so|forgotten|thought|allowed|known|failed|ignored|said|done that"
        r"|just))"
        r"|(?:forget|ignore|let (?:it|that|this|him|her|them|things|yourself)|miss|allow|fail|think (?:that"
        r"|it|this)|say (?:that|such|this)|do (?:that|this|such)|be so|expect|claim|justify|defend"
        r"|live with|stand by|sit there|manage to (?:miss|lose|forget|upset|break|mess))\b)"
        r"|how do you (?:expect|justify|defend|live with)|how dare|how can you (?:call"
        r"|consider) (?:yourself|that|this)|how on earth|how (?:can|could) (?:anyone|anybody|someone"
        r"|any \w+|a leader|a manager)|in what world|who in (?:their|his|her|your) right mind|what (?:is"
        r"|was) so (?:hard|difficult|complicated|tricky) about|what part of (?:no|that|it|this) (?:did|do"
        r"|don't|didn't|was)|how is it that you (?:still|never|always|don't|haven't|can't|only)"
        r"|how did you (?:manage|contrive) to (?:get|make|lose|miss|mess|break|upset|forget|fail)"
    ),
    hits=("How could you forget the client?", "How can you not see it?", "How dare you?"),
    misses=("How could you find that out?", "How could you have handled it?", "How can you tell?"),
)
RHETORICAL = Rule(
    "rhetorical",
    Label.JUDGEMENTAL,
    pattern=re.compile(
        r"\bwhat (?:possessed|on earth|in the world|the hell|the heck"
        r"|were you (?:even )?(?:thinking(?! about| of)|expecting|trying to prove)|makes you (?:so (?:sure"
        r"|certain|special)|think (?:that )?you)|was going through your (?:mind|head)"
        r"|made you think (?:that|it|this|you|nobody|no one|they|he|she)|gives you the right"
        r"|gave you the right|did you expect(?! (?:to|from|would|of|it|them|him|her)\b))"
        r"|\bwhat (?:is|was|are) (?:the matter|wrong|up) with (?:you|your|him|her|them|this|that)\b"
        r"|\bwhat is (?:your|his|her|their|the|this) (?:\w+ )?(?:problem|issue|obsession) with\b"
        r"|\bwhat is your (?:problem|excuse|deal)\b|\b(?:your|an|another|the|his|her"
        r"|their) excuses?\b"
        r"|\bwho (?:told|said|says|decided|gave you|do you think you are|are you to|let you|allowed you"
        r"|made you)(?: you)?(?: \w+){0,3} ?(?:okay|acceptable|appropriate|the right|permission|could|can"
        r"|fine|a good idea|are|boss|normal)\b|\bwho do you think you\b"
        r"|\bwhy (?:on earth|in the world|the hell|bother|(?:would|should) (?:anyone|anybody|you (?:even"
        r"|ever|do|say|think|let|not|go|tell|send|agree|risk|put|promise|hire|ignore)|someone|somebody"
        r"|a (?:leader|manager|team)))\b"
        r"|\bwhat (?:kind|sort) of (?:a )?(?:leader|manager|boss|person|parent|coach|colleague"
        r"|professional)s? (?:does|would (?:do|say|let|ignore|leave|allow|not)|is|lets|says|ignores|leaves"
        r"|forgets|can't|doesn't)\b"
    ),
    scope=Scope.ASKING,
    hits=("What were you thinking?", "What's wrong with your team?", "Who said that was okay?", "Why bother?"),
    misses=("What were you thinking about then?", "What is wrong in the process?", "What did you expect from it?"),
)
DO_YOU_EVER = Rule(
    "do_you_ever",
    Label.JUDGEMENTAL,
    pattern=re.compile(
        r"(?:do|did|are|have|can|were|will) you (?:(?:even|ever actually|ever really|ever even|ever bother"
        r"|actually ever|ever stop|bother|not even|at all|honestly not)\b|ever (?:listen|think about anyone"
        r"|finish|plan ahead|prepare|follow through)\b"
        r"|(?:actually|really|seriously) (?:care|listen|bother|read|prepare|try|work|trying|listening"
        r"|care about)\b)|do you (?:ever )?(?:care|realise|realize|understand|know) (?:at all|how (?:bad"
        r"|badly|much (?:damage|harm|trouble)|rude|unfair|stupid|hurtful|annoying|selfish))"
        r"|(?:are|will) you (?:ever )?(?:going to )?(?:finally|ever going to|ever (?:learn|change|stop))"
        r"|when (?:are|will) you (?:ever |going to )*(?:finally|ever|grow up|learn(?: (?:that|to|your))?$"
        r"|stop|start taking|wake up|listen|understand)"
        r"|have you (?:no|completely|totally|lost your)\b|is (?:it|that) (?:really )?(?:too much to ask"
        r"|so hard|so difficult|the best you (?:can|could)|all you|your best|too hard)|how many times (?:do"
        r"|have|must|did) (?:i|we|you have to)"
        r"|how hard (?:can|could) (?:it|that|this) be|do you (?:really |honestly )?have (?:nothing"
        r"|no (?!other|idea|plans|more))|are you always (?:this|so|that)|have you learn(?:ed|t) nothing"
        r"|did it (?:not|never) (?:even )?occur to you|can't you (?:do anything|even|ever|for once)"
        r"|do you (?:even )?have (?:any|the slightest) (?:idea|clue|notion) (?:what|how|of)|(?:are"
        r"|were) you (?:seriously|honestly|really) (?:telling|saying|suggesting|asking|claiming|expecting)"
        r"|do you (?:seriously|honestly|really) (?:call|consider) |is (?:that|this) (?:all|it|everything"
        r"|the best)(?: that)? you(?: have|'ve|r)?\b|do you (?:call|think) (?:that|this) (?:leadership"
        r"|is (?:acceptable|good enough|professional|okay))"
    ),
    hits=("Do you even read their updates?", "Are you ever going to learn?", "Is that really the best you can do?"),
    misses=("Do you ever meet in person?", "Have you ever led a team?", "Do you know how many came?"),
)
BLAME = Rule(
    "blame",
    Label.JUDGEMENTAL,
    pattern=re.compile(
        r"\b(?:whose (?:fault|mistake|bright idea|mess)|who (?:is|was) (?:to blame|at fault"
        r"|responsible for (?:this|that|the) (?:mess|failure|disaster|delay|mistake))|who (?:messed|screwed"
        r"|dropped the ball|broke|ruined|blew)"
        r"|your (?:own )?(?:fault|failure|laziness|incompetence|carelessness|negligence|mess|stubbornness"
        r"|bad (?:planning|management|attitude)|poor (?:planning|leadership|judgement|judgment|management"
        r"|communication)|lack of (?:\w+ )?(?:discipline|planning|effort|courage|leadership|care|interest"
        r"|preparation|backbone))"
        r"|don't you (?:care|have any)|aren't you (?:ashamed|embarrassed)|shame on|blame (?:yourself|you)"
        r"|you (?:are|were) (?:just )?(?:being )?(?:lazy|selfish|careless|irresponsible|incompetent"
        r"|unprofessional|a bad|a poor|too soft|a control freak|a micromanager|a pushover)\b(?!.*\bwho\b)"
        r"|(?:being|be|are you|were you|such a) (?:just )?(?:so |too |this |that )?(?:lazy|selfish|careless"
        r"|irresponsible|unprofessional|a control freak|a micromanager|a pushover|a coward|cowardly|naive"
        r"|stubborn|difficult|dramatic|negligent)\b)"
    ),
    scope=Scope.ASKING,
    hits=("Whose fault was that?", "How much of this is your own poor planning?", "Are you just being lazy?"),
    misses=("Who was responsible for the launch?", "What would help your planning?", "Whose view is missing?"),
)

JUDGEMENTAL_RULES = (WHY_DID_YOU, WHY_DO_YOU, WHY_IS_IT_HARD, HOW_COULD_YOU, RHETORICAL, DO_YOU_EVER, BLAME)
