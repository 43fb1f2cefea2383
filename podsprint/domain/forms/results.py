"""The result a framing question is about: one, clear, no tool in it and nobody to blame."""

import re
from itertools import pairwise

from podsprint.domain.forms.rules import Rule, any_finds
from podsprint.domain.forms.words import BACK, NOUNS_TOO, OBJECT_OPENS, is_verb, words

# Means to an end: who names one of these names a solution.
_MEANS = r"""
    (?:tools?|toolchain|software|systems?|platforms?|dashboards?|templates?|checklists?|workshops?|trainings?
      |courses?|seminars?|polic(?:y|ies)|frameworks?|okrs?|kpis?|scrum|kanban|safe|lean|holacracy|jira|asana
      |trello|slack|salesforce|notion|confluence|sharepoint|microsoft\ teams|excel|sap|ai|chatgpt|copilot
      |chatbots?|bots?|apps?|crm|erp|wiki|intranet|handbooks?|manuals?|newsletters?|surveys?|meetings?
      |stand-?ups?|retros?|retrospectives?|off-?sites?|away\ days?|all-hands|town\ halls?|one-to-ones
      |one-on-ones|1:1s?|team[ -](?:building|events?|days?)|bonus(?:es)?|incentives?|consultants?|coach(?:es)?
      |agency|committees?|task\ forces?|working\ groups?|taskforce|budgets?|licen[cs]es?|spreadsheets?
      |databases?|microservices|kubernetes|the\ cloud|hackathons?|mentoring|mentors?|buddy|programmes?|programs?
      |playbooks?|guidelines?|code\ of\ conduct|dress\ code|four-day\ week|4-day\ week|home\ office|open-plan
      |matrix|reorgani[sz]ation|reorg|headcount|testers?|recruiters?|freelancers?|contractors?|interns?
      |scorecards?|kiosks?|hotline|feedback\ (?:rounds?|forms?)|forms?|calendars?|tickets?\ system
      |process(?:es)?\ (?:manual|tool)|pair\ programming|laptops?|assistants?|(?:project|product|office|change
      |community)\ managers?|scrum\ masters?|product\ owners?)
"""
# Behind these words a means is where or when something happens, not what is asked for.
_NOT_YET = r"(?:in|at|during|before|after|from|about|of|that|who)\b"
EMBEDDED = (
    Rule.of(
        "a verb that fetches a means",
        r"""
            \b(?:implement|introduce|install|buy|purchase|procure|roll\ out|adopt|outsource|offshore|migrate
              \ (?:to|everything|all|our)|restructure|reorgani[sz]e|deploy|enrol|enroll|subscribe|hire|recruit
              |appoint|digiti[sz]e|automate|rebrand)\b(?!\ rate)
        """,
        hits=("roll out jira to all teams", "hire two more testers", "introduce okrs in our department"),
        misses=("agree on dates before the contract is signed",),
    ),
    Rule.of(
        "getting or using a means",
        rf"""
            \b(?:use|build|create|set\ up|run|hold|launch|give|move|switch|convert|write|schedule|put|bring
              |organi[sz]e|establish|add|replace|upgrade|send|attend|offer|provide|work\ with|integrate|develop
              |design|automate|complete|publish|approve|sign|secure|consolidate|standardi[sz]e|train|merge
              |rewrite|fill\ (?:in|out))\ (?:(?!{_NOT_YET})[\w'-]+\ ){{0,6}}?{_MEANS}(?=$|[\ ,.])(?!\ to\ (?!all
              |every|each|the|our|an?\b|both))
        """,
        hits=("build a dashboard for the board", "send everyone on the negotiation course", "use the new crm"),
        misses=(
            "finish each session with a next step everyone owns",
            "get decisions made in the room",
            "give feedback within a week of the event",
        ),
    ),
    Rule.of(
        "changing over to a means",
        rf"""
            \b(?:switch|move|change|migrate|convert|transition)\ (?:[\w'-]+\ ){{0,5}}?to\ (?:[\w'-]+
              \ ){{0,3}}?{_MEANS}(?=$|[\ ,.])
        """,
        hits=("switch from excel to sap", "move the whole team to scrum"),
        misses=("move invoicing to the fifth of the month",),
    ),
    Rule.of(
        "having a means one has not got",
        rf"""
            \b(?:start|get|have|make|open)\ (?:(?!{_NOT_YET}|our\b|my\b|these\b|those\b|fewer\b|shorter\b
              |less\b)[\w'-]+\ ){{0,6}}?{_MEANS}(?=$|[\ ,.])(?!\ to\ (?!all|every|each|the|our|an?\b|both))
        """,
        hits=("have a dedicated project manager", "get a new crm", "start a weekly meeting"),
        misses=("make our retros useful", "get decisions made in the meeting", "start our meetings on time"),
    ),
    Rule.of(
        "a change of structure",
        r"""
            ^(?:train|certify|retrain)\ (?:all|every|everyone|our|the|each|people|managers|leaders)\b
            |^send\ .*\b(?:on|to)\ (?:an?|the)\ (?:\w+\ )*(?:course|training|seminar|workshop|conference)\b
            |^(?:create|open|establish|fill)\ (?:an?|the)\ (?:new\ )?(?:position|role|post|job|department
              |unit)\b
            |^(?:merge|split|centrali[sz]e|relocate|downsize)\ (?:the|our|both|all)\b
        """,
        hits=("train all managers", "merge the two teams"),
        misses=("have trained staff on every shift",),
    ),
)
_TRAILING = re.compile(
    r"\s+(?:(?:around )?here|as (?:an? )?(?:\w+ )?(?:team|group|company|organi[sz]ation|whole|pod|leaders?)|"
    r"in (?:our|the|this) (?:whole )?(?:team|company|department|group|organi[sz]ation|pod|business|unit|area)|"
    r"at work|(?:this|next) (?:year|quarter|sprint)|"
    r"in the future|in general|overall|together|for everyone|for us|for all of us|"
    r"by \w+|in \d+|soon|again|with each other)$"
)
_GOOD = r"""
    (?:better|great|good|greater|best|the\ best|excellent|successful|strong|stronger|effective|efficient
      |productive|agile|innovative|professional|strategic|collaborative|competitive|world[ -]class
      |high[ -]performing|modern|digital|amazing|awesome|happy|happier|healthy|healthier|winning|real|proactive
      |transparent|aligned|resilient|sustainable|creative|dynamic|open|positive|customer[ -](?:centric|focused
      |oriented)|data[ -]driven|future[ -](?:proof|ready)|fit\ for\ the\ future|leading|top|smart|smarter)
"""
_MATTER = r"""
    (?:things|it|this|that|stuff|everything|something|(?:the|our|this)\ (?:situation|place|workplace|way\ we
      \ work|company|team|business|department|organi[sz]ation)|matters|(?:our|the|a|an)?\ ?(?:company\ |team
      \ |overall\ |working\ |internal\ |good\ |better\ |great\ |positive\ |open\ |more\ |healthy\ |feedback
      \ |strong\ |stronger\ )*(?:culture|communication|collaboration|cooperation|morale|performance|leadership
      |teamwork|processes|efficiency|effectiveness|productivity|quality|mindset|atmosphere|work|working
      \ environment|team\ spirit|relationships?|alignment|engagement|innovation|results|impact|transparency
      |climate|ways\ of\ working|success|situation|excellence|mood|synerg(?:y|ies)|standards))
"""
VAGUE_RESULTS = (
    Rule.of(
        "doing something about something",
        rf"""
            ^(?:improve|fix|change|solve|sort\ out|do|make|get|handle|address|deal\ with|increase|boost|raise
              |enhance|build|create|have|strengthen|achieve|deliver|transform|optimi[sz]e|shape|develop|drive
              |foster|bring|see|reach|maximi[sz]e|tackle|promote)\ (?:more\ |better\ |real\ |lasting
              \ )*{_MATTER}(?:\ (?:and\ {_MATTER}|{_GOOD}|much|a\ lot|better|work|happen|right|great|good
              |smoother|easier|properly|well|go\ well|run\ (?:better|smoothly)))*$
        """,
        hits=("improve things", "make everything better", "improve our culture", "have good communication"),
        misses=("improve first-contact resolution to 80 %", "change how shifts are handed over at six"),
    ),
    Rule.of(
        "being good",
        rf"""
            ^(?:be|become|feel|stay|get|remain|have|build|create|grow\ into)\ (?:an?\ |the\ |our\ |even\ |much
              \ |more\ |a\ lot\ |truly\ |really\ |very\ |most\ )*(?:\w+ly\ )?{_GOOD}(?:(?:,|\ and|\ or)\ (?:more
              \ )?{_GOOD})*(?:\ (?:team|company|organi[sz]ation|leaders?|place(?:\ to\ work)?|workplace|group
              |pod|department|managers?|business|employer|people|partner|at\ (?:what\ we\ do|our\ jobs?|our
              \ work|it|everything)|in\ (?:what\ we\ do|our\ (?:field|industry|market))))*$
            |^(?:be|become|feel|get)\ (?:even\ |much\ |a\ lot\ )?more\ \w+$
        """,
        hits=("be a great team", "become more agile", "be the best"),
        misses=("be open on saturdays", "become the first supplier they call", "be ready for the audit in june"),
    ),
    Rule.of(
        "moving on",
        r"""
            ^(?:succeed|win|grow|improve|excel|progress|thrive|flourish|perform|change|evolve|deliver|scale
              |shine|get\ better|do\ better|do\ well|do\ more|do\ (?:a\ )?(?:better|good|great)\ (?:job|work)|be
              \ (?:there|ok|okay|fine|more)|do\ (?:the\ right\ things?|things\ right)|get\ (?:there|going|ahead
              |it\ (?:done|right|together)))(?:\ (?:better|more|well|further|up|faster|as\ a\ team|together))*$
            |^(?:move|go|get|push|step|come)\ (?:things\ |us\ |the\ team\ |ourselves\ )?(?:forward|ahead|further
              |on|up)$
            |^(?:get|go|move|take|bring|reach|rise|come)\ (?:\w+\ ){0,3}?(?:to\ )?(?:the|a|our)\ (?:next|new
              |higher|another|full)\ (?:level|potential|stage)\b
            |^(?:reach|unlock|realise|realize|fulfil|fulfill|use)\ (?:our|the\ team's|its|their|everyone's)
              \ (?:full\ |true\ |whole\ )?potential
            |^(?:solve|fix|tackle|overcome)\ (?:all\ |our\ |the\ |these\ |most\ of\ our\ )*(?:problems?|issues?
              |challenges?)$
            |^make\ (?:an?\ |some\ |more\ |real\ )?(?:difference|progress|impact|improvements?|change)$
            |^(?:work|collaborate|communicate|cooperate|lead|perform|operate|function|interact)(?:\ (?:better
              |more|well|together|effectively|efficiently|smarter|harder|closely|closer|openly|properly
              |successfully|as\ (?:one|a)\ team))+$
            |^(?:meet|reach|achieve|hit)\ (?:our|the|all|more)\ (?:\w+\ )?(?:goals?|targets?|objectives?
              |ambitions?|vision|full)$
            |^(?:get|be|arrive|end\ up)\ (?:to\ )?where\ we\ (?:want|need|ought|should)\b
            |^(?:be|get\ \w+|bring\ \w+)\ (?:all\ )?(?:on\ the\ same\ page|on\ board|aligned)$
            |^(?:be|do|make|get)$
        """,
        hits=("move forward", "get to the next level", "work better together", "do a better job", "reach our goals"),
        misses=("move invoicing to the fifth of the month", "win back our three largest customers"),
    ),
)


def is_vague_result(result: str) -> bool:
    core, shorter = result, _TRAILING.sub("", result)
    while shorter != core:
        core, shorter = shorter, _TRAILING.sub("", shorter)
    return any_finds(VAGUE_RESULTS, core) or any_finds(VAGUE_RESULTS, result)


_JOINT = re.compile(
    r"(?:,\s*(?:and\s+)?|\s(?:and|&|\+|plus|as well as|but also)\s|;\s*)(?:also\s+|then\s+|to\s+|still\s+)*"
)
_GOAL_NOUN = (
    r"(?:quality|speed|costs?|morale|revenue|retention|trust|safety|output|productivity|engagement|"
    r"satisfaction|innovation|churn|turnover|profits?|margins?|sales|growth|efficiency|throughput|"
    r"accuracy|reliability|motivation|performance|attendance|uptime|waste|absence|sick days|overtime|"
    r"errors|defects|complaints|collaboration|communication|transparency|wellbeing|well-being|"
    r"diversity|focus)"
)
_TWO_GOALS = re.compile(
    rf"\b(?:\w+ )?{_GOAL_NOUN}(?:, (?:\w+ )?{_GOAL_NOUN})*,? and "
    rf"(?:(?:our|the|team|customer|employee|staff|more|better|lower|higher) )*{_GOAL_NOUN}\b"
)
_BESIDES = re.compile(
    r"\bwhile (?:also |still |at the same time )?\w+ing\b|\bat the same time\b|"
    r"\b(?:up|down) and [\w ]+ (?:up|down)\b|\band for [\w ]+? to\b"
)
_MORE_AND_MORE = re.compile(
    r"\b(?:faster|cheaper|better|sooner|safer|fewer|more|less|higher|lower|happier|quicker|\w{3,}er)\b[^,]*"
    r"(?:,| and)(?: with| be| at| have)? (?:faster|cheaper|better|sooner|safer|fewer|more|less|higher|lower|"
    r"happier|quicker)\b"
)


def count_results(result: str) -> int:
    """How many results the words name; two are enough to know."""
    if _TWO_GOALS.search(result) or _BESIDES.search(result) or _MORE_AND_MORE.search(result):
        return 2
    clauses = [clause for clause in _JOINT.split(result) if clause.strip()]
    # "find and fix bugs": two verbs over one thing are one result.
    return 1 + sum(_is_result(words(later)) and len(words(earlier)) > 1 for earlier, later in pairwise(clauses))


def _is_result(clause: list[str]) -> bool:
    if not clause or not is_verb(clause[0]) or set(clause[1:3]) & BACK:
        return False
    if clause[0] in NOUNS_TOO:
        return len(clause) > 1 and clause[1] in OBJECT_OPENS
    return True
