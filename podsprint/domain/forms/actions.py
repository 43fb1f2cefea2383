"""The act behind "if": the writer's own, concrete, and only one."""

import re

from podsprint.domain.forms.rules import Rule, any_finds
from podsprint.domain.forms.words import BACK, NOUNS_TOO, OBJECT_OPENS, PREPARING, is_verb, words

# Who acts when it is the writer: "I", "we", "our team", "each of us", "Ana and I".
_OWNER = r"""
    (?:i|we|let\ us|our\ (?:whole\ |own\ |entire\ |leadership\ |management\ |small\ )?(?:team|pod|group|squad
      |crew)|(?:the\ )?(?:each|both|all|one|two|three|four|half|some|most|everyone)\ of\ us|(?:\w[\w'-]*
      \ ){1,4}and\ (?:i|we)|i\ and\ (?:\w[\w'-]*\ ){0,2}\w[\w'-]*)\b
"""
# What may stand before the actor: when, where, together with whom.
_LEAD = r"""
    (?:(?:only|just|instead|together|as\ a\ (?:team|pod|group)|as\ (?:leads|leaders|managers)|from\ now
      \ on)\b[,\ ]+|(?:on|at|in|before|after|during|once|twice|for|from|when|whenever|instead\ of|rather\ than
      |with|within|as|by)\b(?:(?!what|that|who|which|how|why)[^,]){1,60}?[,\ ]+|(?:each|every)\ (?:\w+
      \ ){0,2}?(?:day|morning|week|weekday|month|quarter|sprint|year|time|meeting|\w+day)s?\b[,\ ]+)?
"""
_OWN = re.compile(rf"^{_LEAD}{_OWNER}(?:,\ (?:as|the|who|with|not)\b[^,]{{1,40}},)?(?P<act>.*)$", re.VERBOSE)
_AUXILIARIES = re.compile(
    r"^(?:\s*(?:will|would|could|can|(?:do|did)(?= not)|both|all|each|always|also|just|only|simply|really|actually|"
    r"now|regularly|deliberately|consistently|consciously|personally|first|'d|(?:start|started|begin|began|try|"
    r"tried|manage|decide|want|commit|agree|were|was|are|am) to)\b)*\s*"
)
GRANTED = (
    Rule.of(
        "granted by others",
        r"""
            ^(?:get|got|receive|received|obtain|obtained|have|had)\ (?:an?\ |the\ |some\ |enough\ )?(?:more
              \ |bigger\ |larger\ |extra\ |additional\ |higher\ )?(?:budget|headcount|people|staff|time|support
              |approval|permission|money|resources|funding|funds|salary)\b
            |^(?:am|are|is|was|were|be|get|got)\ (?:given|granted|allowed|promoted|permitted|authori[sz]ed|asked
              |told|invited)\b
        """,
        hits=("get more budget", "have more time", "are allowed to hire", "had more people"),
        misses=("get the team to name risks", "have lunch with one customer", "ask for more budget"),
    ),
)

# A number, a rhythm, a moment or a way of doing it makes a general verb concrete.
_SPECIFIC = re.compile(
    r"""
        \d
        |\b(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|half)\ (?!team|voice
          |company)\w+
        |\b(?:by|without|through)\ \w+ing\b
        |\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b
        |\bin\ writing\b
        |\b(?:each|every|per|once\ an?|twice\ an?)\ (?!other\b|one\b|thing\b|day\b)\w+
        |\b(?:daily|weekly|fortnightly|biweekly|monthly|quarterly|minutes?|hours?)\b
        |\b(?:before|after)\ (?:each|every|the|an?|my|our|i|we|\w+ing)\b
        |\bat\ the\ (?:start|end|beginning)\b
        |\bwith\ an?\ (?:buddy|mentor|checklist|template|note)\b
        |\bat\ (?:lunch|noon)\b
    """,
    re.VERBOSE,
)
_DEGREE = r"""
    (?:more|less|better|harder|smarter|faster|differently|properly|effectively|efficiently|openly|closely|well
      |actively|clearly|honestly|often|closer|stronger|deeper|consistently|carefully|together|as\ (?:a|one)
      \ team)
"""
VAGUE = (
    Rule.of(
        "being rather than doing",
        r"""
            ^(?:be|am|are|were|was|become|became|get|got|stay|stayed|remain|act|acted|behave)(?:\ (?:much|a\ bit
              |a\ little|a\ lot|far|even|really|very|truly|so|as|always|not))*\ (?:more|less|better|kinder|nicer
              |stricter|tougher|stronger|faster|braver|bolder|clearer|closer|calmer|friendlier|smarter
              |transparent|open|honest|present|supportive|available|patient|agile|proactive|positive|consistent
              |clear|fair|kind|nice|strict|authentic|approachable|empathetic|flexible|aligned|there\ for|visible
              |attentive|respectful|curious|humble|brave|bold|confident|good|great|organi[sz]ed|an?\ (?:much
              \ )?(?:better|good|great|stronger|strong|more|role|real|true|\w+\ leader))\b
        """,
        hits=("am more present", "are transparent", "become a better leader", "was a good listener"),
        misses=("am silent for the first five minutes", "get the numbers from finance", "are on site on Monday"),
    ),
    Rule.of(
        "a general verb and a degree",
        rf"""
            ^(?:communicat|collaborat|co-?operat|listen|talk|speak|engag|delegat|coach|connect|interact|involv
              |shar|help|plan|prepar|lead|manag|work|act|think|organi[sz]|coordinat|react|respond|learn|reflect
              |support|prioriti[sz]|perform|deliver|handl|deal)\w*\b(?:\ [\w'-]+){{0,4}}?\ {_DEGREE}\b
        """,
        hits=("communicate better", "listen to people more", "work together more closely", "delegate more"),
        misses=("share one risk in the stand-up", "plan the week on Friday", "hold meetings less often"),
    ),
    Rule.of(
        "a general verb",
        r"""
            ^(?:improv|enhanc|optimi[sz]|strengthen|foster|promot|encourag|inspir|motivat|empower|embrac|car(?:e
              |ed|ing)\b|respect|valu(?:e|ed)\b|appreciat|understand|understood|trust|support|engag|communicat
              |collaborat|co-?operat|align|focus|nurtur|cultivat)\w*
        """,
        hits=("improve my leadership", "focus on quality", "collaborate across teams", "support my people"),
        misses=("invite one customer to the demo",),
    ),
    Rule.of(
        "an intention instead of an act",
        r"""
            ^(?:try|tried)\ (?:harder|my|our|to\ be|something|new|things|different)\b
            |^(?:make|made)\ (?:an?\ |more\ of\ an\ |more\ )?(?:bigger\ |real\ )?(?:effort|things|sure
              |improvements|changes)\b
            |^(?:pay|paid)\ (?:more\ |better\ |close\ |closer\ |greater\ )?attention\b
            |^(?:do|did)\ (?:more|better|something|things|our|my|what|everything|it)\b
            |^(?:take|took)\ (?:more\ |better\ |full\ )?(?:ownership|responsibility|care|initiative
              |accountability|action)\b
            |^(?:show|showed)\ (?:more\ |better\ |some\ |real\ )?(?:interest|appreciation|empathy|leadership
              |respect|care|understanding|commitment|trust)\b
            |^(?:put|invest)\ (?:in\ )?(?:more|greater)\ (?:effort|energy|focus|work|time|care)\b
            |^(?:have|had)\ (?:an?\ )?(?:better|more|good|clearer|stronger)\ \w+
            |^(?:give|gave)\ (?:\w+\ |my\ team\ |the\ team\ )?(?:more|better)\ (?:support|freedom|attention
              |space|guidance|direction|trust|autonomy|responsibility)\b
            |^(?:give|gave)\ better\ feedback\b
            |^(?:build|create|establish|develop)\ (?:more\ |an?\ |better\ |stronger\ |mutual\ )*(?:trust|culture
              |environment|atmosphere|relationships?|rapport|transparency|alignment|team\ spirit|climate|sense
              |psychological)\b
            |^(?:chang|shift|adapt|adjust)\w*\ (?:something|things|my|our|the\ way|how)\ ?(?:mindset|attitude
              |culture|approach|behaviou?r|ways?|style|thinking|we|i|things)?$
            |^(?:develop|adopt|have|keep|show)\ (?:an?|my|our)\ (?:[\w'-]+\ )?(?:attitude|mindset|spirit
              |approach)\b
            |^(?:raise|increase)\ (?:the\ |our\ )?(?:quality|level|standards?|efficiency|transparency)\b
            |^(?:take|took)\ .{1,40}\ seriously\b
            |^step(?:ped)?\ up\b
            |^lead\ by\ example\b
            |^g[eo]t\ along\b
            |^treat\ (?:people|each\ other|everyone|others)\b
            |^raise\ awareness\b
            |^set\ (?:an?\ )?(?:good|better|an|example)\b
            |^live\ (?:our|the)\b
            |^help\ (?:people|others|the\ team|my\ team|each\ other|them|everyone|my\ people)(?:\ out)?$
        """,
        hits=(
            "try to be nicer",
            "pay more attention to the team",
            "do things differently",
            "take more ownership",
            "build trust",
            "change our mindset",
            "have better meetings",
            "give better feedback",
        ),
        misses=(
            "try a two-minute silence",
            "take the notes",
            "give each lead a budget",
            "change the order of the agenda",
        ),
    ),
)
# A rhythm does not help these: "communicate more every week" says no more than "communicate more".
_NEVER_CONCRETE = re.compile(r"^(?:communicat|collaborat|co-?operat|car(?:e|ed)\b|align)\w* (?:more|better)\b")


def own_act(if_part: str) -> str | None:
    """The act in plain words when the writer is the one who acts, else None."""
    match = _OWN.match(if_part)
    if not match:
        return None
    act = match["act"].strip(" ,")
    bare = _AUXILIARIES.sub("", act)
    return None if any_finds(GRANTED, bare) or any_finds(GRANTED, act) else bare


def is_vague(act: str) -> bool:
    if _NEVER_CONCRETE.match(act) and not re.search(r"\bby \w+ing\b", act):
        return True
    return any_finds(VAGUE, act) and not _SPECIFIC.search(act)


_JOINT = re.compile(r"(?:,\s*(?:and\s+|or\s+)?|\s(?:and|&|\+|plus)\s|;\s*|\s/\s)(?:also\s+|then\s+|i\s+|we\s+|to\s+)*")
# Behind these the clause belongs to somebody else's act: "ask people to name a risk and vote".
_EMBEDS = re.compile(r"\b(?:to [a-z]+|who|what|which|how|where|why|whether)\b")


def acts(act: str) -> int:
    """How many separate acts the words list."""
    clauses = [clause for clause in _JOINT.split(act) if clause.strip()]
    if not clauses:
        return 0
    count = 1
    for place, clause in enumerate(clauses[1:]):
        if _is_act(words(clause)) and not (len(clauses) == 2 and _depends(clauses[place], clause)):
            count += 1
    return count


def _is_act(clause: list[str]) -> bool:
    if not clause or not is_verb(clause[0]) or (set(clause[1:]) & BACK and len(clause) < 6):
        return False
    if clause[0] in NOUNS_TOO:
        return len(clause) > 1 and clause[1] in OBJECT_OPENS
    return True


def _depends(first: str, second: str) -> bool:
    opening = words(first)[0]
    return opening in PREPARING or bool(_EMBEDS.search(first)) or bool(set(words(second)[1:3]) & BACK)
