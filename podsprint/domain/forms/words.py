"""Word lists that more than one rule reads."""

import re


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Things people do at work. Told apart from nouns by their place: first word of a listed clause.
VERBS = _set("""
    accept add agree announce answer appoint apply arrange ask assign attend automate award ban block book bring build
    buy call cancel celebrate change chair check choose clean clear close coach collect combine compare complete
    conduct consult count cover create cut decide define delegate delete deliver demo describe design develop
    discuss distribute divide document double draft drop eliminate email enforce establish evaluate expand explain
    extend finish fix follow gather give grow halve hand hire hold host identify implement improve include increase
    interview introduce invest invite involve join keep launch lead learn let limit list lower maintain make map
    measure meet mentor merge move name negotiate offer onboard open order organise organize outsource pair pay pick
    plan post prepare present prioritise prioritize produce propose protect provide publish put raise read record
    recruit redesign reduce refuse rehire relaunch relocate remove rename renegotiate reorganise reorganize replace
    reply report require reschedule respond restructure retain retrain return review revise reward rewrite ring roll
    rotate run save schedule sell send set share shift ship shorten show shut simplify skip split standardise
    standardize start stay stop store streamline strengthen survey swap switch take talk teach tell test thank track
    train translate trial turn update upgrade use visit walk win write attract develop enter expand get
    serve settle have show find reach avoid prevent handle resolve solve fill speed free achieve ensure secure
    regain restore recover pass hit beat borrow rent inform educate motivate encourage empower greet praise remind renew
    repair restart reset reopen rethink refine redefine phone paint print sign pull push practise practice rehearse
    promote pilot renovate earn gain boost stand stick spend
""")
# These are nouns as often as verbs, so they count as verbs only before something they can act on.
NOUNS_TOO = _set("""
    answer award book budget call change coach contact cover demo design document draft email
    host interview list map measure order plan post present process produce record reply report
    return review reward roll schedule shift split stand store survey switch talk test track
    trial turn update upgrade walk launch
""")
OBJECT_OPENS = _set("""
    a an the our my your their his her each every all both some any no this that these those one two three four five
    more fewer less new people everyone everybody on in out up off down to for with at into over
    """)
# The act goes on about the same thing: "write it down and share it".
BACK = _set("it them him her one this that these those both each there so")
# Getting ready is not an act of its own: "sit down and ask".
PREPARING = _set("stop pause wait sit go come breathe meet stand slow step stay remember try")

_WORD = re.compile(r"[a-z0-9][\w'%-]*")
_EMPTY = _set("""
    a an the and or but nor of to in on at by for from with without into onto over under about as than then so that this
    these those it its i we you he she they me us him her them my our your his their mine ours who whom which what when
    where how why be am is are was were been being do does did done have has had having will would can could may might
    shall should must not no more less fewer better most much many very too also just only even still up out down off
    all any each every some such own same other another again get gets got there here people team everyone everybody
    someone somebody others anyone nobody person persons one ones if become becomes became make makes made happen
    happens happened take takes place increase increases increased
    """)
_ENDINGS = re.compile(
    r"(?:at(?:e|es|ed|ing|ive|ions?|ors?)|ations?|itions?|ions?|ments?|ness|ings?|i[sz](?:es?|ed|ing)|ive|ively|edly|ally|ly|ers?|ed|es|s|ies|ied|y|e|er|est|ency|ance)$"
)


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def is_verb(word: str) -> bool:
    """Whether a clause may start with this word as its act; "rebuild" counts because "build" does."""
    return word in VERBS or (word.startswith("re") and word[2:] in VERBS)


def stem(word: str) -> str:
    """A rough root, enough to see that "delegate" and "delegated" say the same."""
    word = word.removesuffix("'s")
    for _ in range(2):
        shorter = _ENDINGS.sub("", word)
        if len(shorter) < 3:
            break
        word = shorter
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word


def content(text: str) -> frozenset[str]:
    """The roots of the words that carry meaning."""
    return frozenset(stem(word) for word in words(text) if word not in _EMPTY)
