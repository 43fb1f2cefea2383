"""Words that judge, praise, blame or name what somebody feels, as pieces of regular expressions."""

CRITICISM = (
    r"(?:clueless|toxic|stupid|ridiculous|terrible|awful|incompetent|lazy|useless|hopeless|insane|silly"
    r"|idiotic|dysfunctional|disastrous|horrible"
    r"|pathetic|outdated|pointless|bloated|unreasonable|unfair|impossible|annoying|crazy|absurd|dreadful"
    r"|lousy|rotten|nasty|rude|arrogant|selfish"
    r"|childish|immature|ignorant|dishonest|unprofessional|sloppy|messy|broken|chaotic|nightmarish"
    r"|miserable|bad|poor|weak|careless|reckless|heartless"
    r"|petty|controlling|domineering|bossy|aggressive|hostile|abusive|unbearable|tedious|boring"
    r"|old-fashioned|half-baked|ill-conceived|short-sighted"
    r"|misguided|flawed|foolish|dumb|unrealistic|bureaucratic|resistant|stubborn|difficult|negative"
    r"|demotivated|unmotivated|disengaged|defensive"
    r"|naive|cowardly|hypocritical|dictatorial|paranoid|spineless|inept|hostile|cynical|moody|obstinate"
    r"|pushy|snobbish|tyrannical|backward|laughable|senseless|insulting|offensive|shameful|dire|ghastly"
    r"|passive-aggressive|manipulative|ungrateful|unreliable|untrustworthy|cold|cruel|vague|confusing|slow"
    r"|needy|entitled|whiny|shoddy|clumsy|botched"
    r"|failed|failing|wasteful|needless|unnecessary|harsh|brutal|painful|gruelling|exhausting"
    r"|soul-destroying|endless|inefficient|mediocre)"
)
PRAISE = (
    r"(?:great|award-winning|world-class|brilliant|amazing|fantastic|wonderful|awesome|excellent|superb"
    r"|marvellous|marvelous|incredible|outstanding|perfect|lovely|inspiring"
    r"|exciting|impressive|terrific|genius|clever|fabulous|inspired|visionary)"
)
CRITICISM_NOUN = (
    r"(?:mess|dinosaurs?|clowns?|bull(?:y|ies)|cowards?|losers?|slackers?|liars?|amateurs?|whining|moaning"
    r"|nagging|disaster|nightmare|fiasco|debacle|circus|chaos|firefighting|micromanag\w+|bully(?:ing)?"
    r"|idiots?|jerks?|incompetence|dysfunction|drama"
    r"|stupidity|nonsense|failures? (?:to|of)|blunders?|laziness|arrogance|toxicity|obsession|stubbornness"
    r"|wreck|joke|farce|sabotage|hypocrisy|favouritism"
    r"|favoritism|bureaucracy|tyrants?|dictators?|hypocrites?|control freaks?|micromanagers?|pushovers?"
    r"|no-brainer|lack of|inability to|refusal to|failings|shortcomings|drama queens?|laughing stock"
    r"|falling apart|fall apart|fell apart|rock bottom|denial|paranoia|red tape|busywork|dead weight"
    r"|excuses)"
)
# Things one may have done that are a fault, or a hurt, once they are taken as given.
FAULT = (
    r"(?:avoid(?:ed|ing)\b(?!$)|avoid (?:him|her|them|it|this|that|your|the|talking|\w+ing)|wast(?:e|ed"
    r"|ing)|ignor(?:e|ed|ing)|upset(?:ting)?|neglect(?:ed|ing)?"
    r"|procrastinat\w+|sabotag\w+|undermin\w+|alienat\w+|damag(?:e|ed|ing)"
    r"|mishandl\w+|overreact\w*|resent(?:ed|ing)?|mess(?:ed|ing)? up|screw(?:ed|ing)? up|fail(?:ed|ing)?"
    r"|hid(?:e|ing|den)|pretend(?:ed|ing)?|lie|lied|lying|running away"
    r"|run away|los(?:e|t|ing) (?:control|trust|patience|interest|faith|touch|respect|your temper"
    r"|confidence|motivation|sight)|let(?:ting)? (?:\w+ ){0,3}down|drop(?:ped|ping)? the ball"
    r"|giv(?:e|en|ing) up|gave up|abandon(?:ed|ing)?|dismiss(?:ed|ing)?|micromanag\w+|disappoint(?:ed|ing)?"
    r"|offend(?:ed|ing)?|annoy(?:ed|ing)?|hurt(?:ing)?|betray\w*|den(?:y|ied|ying)"
    r"?|put(?:ting)? off|putting up with|put up with|hat(?:e|ed|ing)"
    r"|dread(?:ed|ing)?|fall(?:ing|en)? behind|fell behind|burn(?:ed|ing|t)? out|ruin(?:ed|ing)?"
    r"|mislead(?:ing)?|misled|underestimat\w+|bully\w*|bullied|blam(?:e|ed|ing)|cover(?:ed|ing)? up"
    r"|rescu(?:e|ed|ing)|complain(?:ed|ing)?|fool(?:ed|ing)|tolerat\w+|enabl(?:ed|ing)|scar(?:e|ed|ing))"
)
HURT = (
    r"(?:afraid|scared|angry|furious|ashamed|guilty|jealous|resentful|bitter|desperate|terrified|frustrated"
    r"|upset|annoyed|hurt|disappointed|miserable|insecure|threatened|overwhelmed"
    r"|exhausted|defensive|stressed|anxious|embarrassed|intimidated|rejected|betrayed|hostile|negative"
    r"|unhappy|resistant|reluctant|nervous|stuck)"
)
# Insults and the like are the asker's judgement wherever they stand.
INSULT = (
    r"(?:clueless|toxic|stupid|ridiculous|incompetent|lazy|useless|pathetic|idiotic|naive|selfish|arrogant"
    r"|dishonest|childish|bully|cowardly"
    r"|hypocritical|dysfunctional|insane|absurd|spineless|inept)"
)
INNER_STATE = (
    r"(?:feel|feeling|felt|afraid|scared|angry|worried|hurt|rejected|ashamed|resent|jealous|want"
    r"|would rather|would prefer|hate|love|believe|think|hope|hoping|fear|doubt|secretly|care|trust|wish"
    r"|need|really|just|blame|tired|fed up"
    r"|overwhelmed|frustrated|stuck|upset|lonely|stressed|anxious|disappointed|unhappy|avoiding|struggling"
    r"|saying|not ready|convinced|expecting|trying to|losing|holding|running|relieved|glad|proud|excited"
    r"|bored|nervous|insecure|threatened|guilty|embarrassed|resentful|bitter|in denial|confused|torn|lost"
    r"|unsure|desperate|jealous|annoyed|furious|exhausted|burnt out|burned out|hurting|grieving|suspicious"
    r"|sceptical|skeptical|reluctant|ready to|happy|uncomfortable|too \w+)"
)
