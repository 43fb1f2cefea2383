"""Text hygiene: what people type is kept as they typed it, minus what no eye sees and no database holds."""

import re
import unicodedata

from podsprint.domain.problems import Problem, problem

ELLIPSIS = "…"

_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Slack sends emoji as `:shortcode:`; a keycap emoji is a digit and two marks. Neither says anything in words.
_EMOJI_WORDS = re.compile(r":[a-z0-9_+'-]+:|[0-9#*]\ufe0f?\u20e3|\u2139\ufe0f", re.IGNORECASE)
# Letters by category, invisible by look.
_HANGUL_FILLERS = str.maketrans("", "", "\u115f\u1160\u3164\uffa0")
# A byte order mark has no place inside text; a direction override can turn round the text that follows it.
# Direction marks, embeddings, isolates and joiners stay: Hebrew, Arabic, Persian and emoji need them.
_UNWANTED = frozenset("\ufeff\u202d\u202e")
_GLUE = frozenset("\u200d\ufe0e\ufe0f")


def clean(text: str, limit: int) -> str:
    """`text` stripped, with newlines as "\\n", without control characters, at most `limit` code points.

    What is too long ends in an ellipsis, and no emoji is cut in half. Forms check lengths first, with
    `check_text`: nobody's words should be cut unawares.
    """
    lines = _NEWLINES.sub("\n", text)
    kept = "".join(char for char in lines if _is_wanted(char)).strip()
    return kept if len(kept) <= limit else _cut(kept, limit)


def is_blank(text: str | None) -> bool:
    """True unless there is a letter or number of any script: spaces, punctuation and emoji say nothing."""
    words = _EMOJI_WORDS.sub("", text or "").translate(_HANGUL_FILLERS)
    return not any(unicodedata.category(char)[0] in "LN" for char in words)


def check_text(text: str | None, field: str, *, limit: int, required: bool = False) -> tuple[Problem, ...]:
    """`required` if it has to say something and does not; `too_long` (limit and length in code points)."""
    if required and is_blank(text):
        return (problem("required", field),)
    length = len((text or "").strip())
    return (problem("too_long", field, limit=limit, length=length),) if length > limit else ()


def _is_wanted(char: str) -> bool:
    # Cs is a lone surrogate: it cannot be written as UTF-8.
    return char in "\n\t" or (unicodedata.category(char) not in ("Cc", "Cs") and char not in _UNWANTED)


def _cut(text: str, limit: int) -> str:
    if limit < 1:
        return ""
    end = limit - 1
    while end > 0 and (_joins(text[end]) or text[end - 1] in _GLUE or _splits_a_flag(text, end)):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def _joins(char: str) -> bool:
    """Whether `char` belongs to what is before it: a mark, a joiner, a skin tone, a flag's tag."""
    is_mark = unicodedata.category(char) in ("Mn", "Me", "Mc")
    return is_mark or char in _GLUE or "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f"


def _splits_a_flag(text: str, end: int) -> bool:
    """Two regional indicators make a flag: an odd number of them before the cut leaves half of one."""
    flags = 0
    while flags < end and _is_half_a_flag(text[end - 1 - flags]):
        flags += 1
    return flags % 2 == 1 and _is_half_a_flag(text[end])


def _is_half_a_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
