"""What is said behind "then" and "so that": something one could notice, ahead of us, and not the act again."""

import re

from podsprint.domain.forms.rules import Rule, any_finds
from podsprint.domain.forms.words import content

_WHO = r"""
    (?:i|we|they|he|she|you|people|everyone|everybody|others|the\ (?:\w+\ )?\w+|our\ (?:\w+\ )?\w+|my\ (?:\w+
      \ )?\w+|their\ \w+|each\ (?:of\ \w+|\w+)|all\ (?:of\ \w+|\w+)|[\w'-]+)
"""
_AUX = (
    r"(?:will|would|can|could|may|might|should|do|does|also|all|both|then|really|finally|not|soon|probably|start\ to)"
)
_STATES = r"""
    (?:better|happier|more\ (?:\w+(?:ed|ive|ent|ant|ful|ous|able|ible|ic|al|ing)|open|aware|loyal|proud|sure
      |secure|agile|at\ ease)\b|less\ (?:stressed|afraid|anxious|frustrated|tense|lonely|worried|\w+ed)
      |motivated|engaged|committed|inspired|empowered|satisfied|happy|content|aligned|aware|confident|proud
      |relaxed|calm|calmer|closer(?=$|\ together|\ to\ (?:each|one)\b)|stronger|valued|heard|appreciated
      |respected|safe|safer|included|connected|energi[sz]ed|trusted|on\ the\ same\ page|on\ board|a\ (?:better
      |stronger|great|good|real|happier|more)\b|the\ best\b|great|successful|productive|effective|efficient
      |agile|resilient|convinced|clear\ (?:about|on)|grateful|reassured|encouraged|at\ ease)
"""

HIDDEN = (
    Rule.of(
        "a feeling",
        r"\b(?:feel|feels|feeling|felt|enjoy|enjoys)\b|\bbe\ (?:able\ to\ )?feel|\bsense\ of\b",
        hits=("people will feel more connected", "i will feel calmer", "they enjoy work"),
        misses=("they will raise risks sooner",),
    ),
    Rule.of(
        "a state of mind",
        rf"""
            (?<!voice\ )(?<!voices\ )\b(?:be|become|get|are|is|stay|grow|am)\ (?:much\ |far\ |even\ |a\ lot\ |a
              \ bit\ |really\ |very\ |all\ |so\ )*{_STATES}(?=$|[\ ,.])
        """,
        hits=("everyone will be more motivated", "we will be a stronger team", "they are on the same page"),
        misses=("releases will be ready on tuesdays", "reviews will be done in a day"),
    ),
    Rule.of(
        "something in the head",
        rf"""
            ^(?:{_WHO}\ )(?:{_AUX}\ )*(?:better\ |fully\ |truly\ |clearly\ )?(?:understand|understands|know
              |knows|reali[sz]es?|appreciates?|believes?|thinks?|trusts?|respects?|cares?|likes?|loves?|wants?
              |gets?\ it$|gain|gains|develops?\ (?:an?|more|better|greater)|values?|identify\ with|identifies
              \ with|take\ ownership|takes\ ownership|think\ differently|accepts?|perceives?|regards?
              |recogni[sz]es?|see\ (?:the\ value|the\ point|that))\b
        """,
        hits=("people will understand it", "they will trust me more", "the team knows what counts"),
        misses=("people will tell me what they know", "they will ask what they want to understand"),
    ),
    Rule.of(
        "a word nobody can count",
        r"""
            \b(?:morale|culture|motivation|trust|atmosphere|mood|spirit|engagement|mindset|collaboration
              |communication|energy|cohesion|teamwork|climate|psychological\ safety|commitment|ownership
              |alignment|understanding|relationships?|leadership|well-?being|confidence|cooperation|dynamics
              |awareness)\ (?:(?!scores?\b|ratings?\b)\w+\ ){0,4}?(?:improves?|grows?|rises?|increases?
              |strengthens?|deepens?|develops?|emerges?|changes?|go\ up|goes\ up|gets?|be|is|are|becomes?
              |flourish|flourishes|thrives?)\b
            |\b(?:more|better|greater|higher|improved|stronger)\ (?:\w+\ )?(?:morale|trust|motivation
              |collaboration|teamwork|communication|engagement|ownership|alignment|commitment|awareness
              |understanding|cohesion|transparency)\b
        """,
        hits=("morale will go up", "the culture will improve", "there will be more trust"),
        misses=("engagement scores rise by five points",),
    ),
    Rule.of(
        "anything and nothing",
        r"""
            ^(?:things|it|this|that|everything|work|life|all|stuff|the\ (?:situation|team|work|company|meeting
              |meetings|project))\ (?:will\ |would\ |could\ |can\ |should\ |just\ |all\ )*(?:improves?|gets?
              \ \w*(?:er|better)\b|gets?\ better|be\ \w*(?:better|easier|fine|good|great|smoother|nicer)|works?
              \ (?:\w+\ )?(?:better|well|out)?$|works?$|changes?|go(?:es)?\ (?:\w+\ )?(?:better|well|smoother
              |smoothly)|become\ (?:better|easier)|run\ (?:better|smoother|more\ smoothly)|functions?\ better
              |grows?$|thrives?)
            |^(?:i|we|they|the\ team|our\ team)\ (?:will\ |would\ |can\ |could\ |all\ )*(?:succeed|improve|grow
              |win|thrive|flourish|excel|perform|work|collaborate|communicate|cooperate|function|do
              |get)(?:\ (?:better|well|more|together|much|a\ lot|effectively|efficiently|successfully|as\ (?:a
              |one)\ team|further))*$
        """,
        hits=("things will get better", "it will work", "we will succeed", "the team will work better together"),
        misses=("the meeting will be shorter", "we will do fewer night shifts", "work will be handed over by six"),
    ),
)
# A feeling that shows in something people do or in a figure can be observed.
SHOWS = (
    Rule.of(
        "it shows",
        r"""
            \d
            |%
            |\b(?:scores?|rating|ratings|survey|surveys|percent|half|third|two|three|four|five|six|seven|eight
              |nine|ten|twenty|thirty|forty|fifty|tickets?|numbers?)\b
            |\b(?:enough|free|confident|comfortable|safe|able)\ to\ (?!feel|be\b|know|understand|think)\w+
            |\band\ (?:will\ |they\ |to\ |so\ )*(?:speak\ up|say|tell|ask|raise|bring|write|send|ship|reply
              |propose|volunteer|decide|offer|share|report|stop|start|come|show\ up|finish|deliver|act|use
              |apply)\b
            |\b(?:say|says|tell|tells|ask|asks|raise|raises|speak\ up|speaks\ up|report|reports|write
              |writes)\b(?!.*\bfeel)
        """,
        hits=("people will feel safe enough to speak up", "engagement scores rise", "they will know and ask less"),
        misses=("people will feel heard",),
    ),
)


def is_hidden(then: str) -> bool:
    """Whether nobody could see or hear the effect."""
    return any_finds(HIDDEN, then) and not any_finds(SHOWS, then)


# Shares of words in common above which a part says nothing new.
_SAME_AS_ACT = 0.66
_SAME_AS_EFFECT = 0.75


def is_circular(act: str, then: str, so_that: str) -> bool:
    """Whether the effect repeats the act, or the purpose repeats the effect."""
    if act and _share(then, act) >= _SAME_AS_ACT:
        return True
    return _share(so_that, then) >= _SAME_AS_EFFECT


def _share(part: str, earlier: str) -> float:
    mine = content(part)
    return len(mine & content(earlier)) / len(mine) if mine else 0.0


_IRREGULAR = r"""
    (?:been|begun|brought|built|bought|caught|chosen|come|cut|done|drawn|driven|fallen|felt|found|forgotten
      |given|gone|gotten|grown|heard|held|kept|known|led|left|let|lost|made|meant|met|paid|put|read|run|said
      |seen|sent|set|shown|sold|spent|spoken|split|stood|stuck|taken|taught|thought|told|understood|won|written)
"""
_PAST_FORMS = r"""
    (?:was|were|went|got|did|had|came|gave|took|made|said|told|saw|found|kept|lost|won|left|brought|knew|became
      |began|held|met|ran|sent|spoke|stood|wrote|built|bought|paid|put|hit|fell|rose|grew|felt|led|chose
      |[a-z]+ed)
"""
PAST_ACT = (
    Rule.of(
        "had done",
        rf"\bhad\ (?:not\ |never\ |only\ |just\ |all\ |already\ |also\ )*(?:[a-z]+ed|{_IRREGULAR})\b",
        hits=("we had asked for help", "i had never sent it"),
        misses=("we had a shared calendar", "we had one list"),
    ),
    Rule.of(
        "I'd done",
        # "I'd put", "I'd set" may be "I would put"; only forms that cannot be are taken.
        r"""
            \b\w+'d\ (?:not\ |never\ |only\ |just\ )*(?:[a-z]+[^e]ed|been|done|gone|given|taken|seen|spoken
              |written|known|told|said|sent|left|kept|made|brought|thought|held|met|found|chosen|built|bought
              |heard|paid|lost|won|led)\b
        """,
        hits=("i'd asked for help in may", "we'd told them"),
        misses=("i'd send a recap", "we'd put it in writing", "i'd need a day"),
    ),
    Rule.of(
        "a day gone by",
        rf"""
            ^(?:\S+\ ){{1,2}}?(?<!to\ ){_PAST_FORMS}\b.*\b(?:yesterday|last\ (?:week|month|year|quarter|sprint
              |time|spring|summer|autumn|fall|winter|night|\w+day)(?!'s)|\w+\ ago|back\ then|at\ the\ time)\b
        """,
        hits=("i spoke to her last month", "we launched in spring last year"),
        misses=("we use last quarter's numbers", "i ask what happened last week"),
    ),
)
PAST_EFFECT = (
    Rule.of(
        "would have done",
        rf"""
            \b(?:would|could|might|should)(?:\ not|\ never|\ probably|\ certainly)?\ have\ (?:\w+\ )?(?:[a-z]+ed
              |{_IRREGULAR}|had)\b
        """,
        hits=("the audit would have gone well", "they could have told us"),
        misses=("we would have more time", "they would have one list"),
    ),
)
_ANY_MODAL = re.compile(r"\b(?:will|would|can|could|may|might|shall|should|must|cannot)\b|'d\b")
_PAST_VERB = re.compile(rf"^(?:\S+ ){{1,4}}?(?<!be ){_PAST_FORMS.replace(chr(10), '').replace(' ', '')}\b")


def is_past(if_part: str, then: str) -> bool:
    """Whether the act or its effect lies behind us. "If we sent ..., they would ..." does not: it is still a wish."""
    if any_finds(PAST_ACT, if_part) or any_finds(PAST_EFFECT, then):
        return True
    told = then and not _ANY_MODAL.search(then)
    return bool(told and _PAST_VERB.match(if_part) and _PAST_VERB.match(then))
