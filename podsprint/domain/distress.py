"""Words that stop the script: somebody may be in distress, and a coaching question is not what helps then.

Said of oneself, or of what was done to oneself. In doubt a phrase is left out: "this release is killing me" is not in
here. A match is kept nowhere and told to nobody but whoever wrote it.
"""

import re

_NOT = r"(?:do not|don't|dont|can not|cannot|can't|cant|could not|couldn't)"
_PHRASES = (
    r"suicid(?:e|al)(?! mission)",
    r"(?:kill|killing|hang|hanging|drown|drowning) my ?self(?! (?:laughing|with laughter))",
    r"(?:harm|harming|hurt|hurting|cut|cutting) my ?self(?! (?:short|off|some|a|out|in)\b)",
    r"self-? ?harm(?:ing|ed)?",
    r"(?:end|ending|take|taking) (?:it all|my (?:own )?life)",
    r"(?:want|wanted|wish) to die",
    r"(?:wish|wished) (?:that )?i (?:was|were|am) (?:dead|never born)",
    r"better off (?:dead|without me)",
    rf"{_NOT} (?:want to|wanna) (?:live|be alive|wake up|be here any ?more)",
    r"(?:no|not? a) (?:reason|point) (?:to|in) (?:live|living)",
    rf"{_NOT} (?:go on|cope|bear it|take it) (?:any ?more|any longer|with my life)",
    r"at the end of my (?:tether|rope)",
    r"(?:panic|anxiety) attacks?",
    r"(?:nervous|mental) breakdown",
    r"(?:(?:was|am|being|been|got) |have been )(?:raped|abused|sexually (?:assaulted|harassed)|stalked)",
    r"(?:raped|abused|stalked|groped) me",
)
_SAID = re.compile(rf"(?<!\w)(?:{'|'.join(_PHRASES)})(?!\w)", re.IGNORECASE)


def in_distress(*texts: str | None) -> bool:
    """Whether one of these texts has words of distress in it."""
    return any(_SAID.search(_plain(text)) for text in texts if text)


def _plain(text: str) -> str:
    return " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
