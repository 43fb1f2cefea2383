"""The echo rule: whose idea is it?

Clean Language keeps to the other person's exact words.  So a proposal whose content words they used
themselves is theirs.
"""

import re
from collections.abc import Sequence

from podsprint.domain.questions.model import Message
from podsprint.domain.questions.normalise import normalise

# Share of the content words that must be the other person's own.
_ENOUGH = 0.75

_WORD = re.compile(r"[a-z0-9]{3,}")
# Words of the frame ("have you tried"), of grammar, and of politeness: they carry no idea.
_FRAME = frozenset(
    _WORD.findall(
        "about actually advice after again all also and another any are ask been before being better but can "
        "consider considered could did does doing each ever for from get going good had happen has have having "
        "help helpful her here him his how idea into its just keep keeping keeps least let like make makes maybe "
        "might more much must need not now one option other ought our out over perhaps possible probably put "
        "really recommend right say sense she should simply some something still stop stopping suggest sure than "
        "that the their them then there these they thing think this thought time too tried try trying useful "
        "using very want was way were what when where whether which who why will with wonder wondering worth "
        "would you your "
    )
)


def is_echo(message: Message, coachee_words: Sequence[str]) -> bool:
    """Whether the content words of the message come from what the other person said before."""
    if not coachee_words:
        return False
    own = {_stem(word) for said in coachee_words for word in _WORD.findall(normalise(said))}
    used = {_stem(word) for s in message.sentences for word in _WORD.findall(s.text) if word not in _FRAME}
    return bool(used) and len(used & own) / len(used) >= _ENOUGH


def _stem(word: str) -> str:
    """Cut endings, so that "delegating", "delegated" and "delegate" meet."""
    for ending in ("ings", "ing", "ions", "ion", "ies", "ied", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
