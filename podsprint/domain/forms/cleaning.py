"""From what people type in Slack to what the rules read."""

import re

# A Slack text input holds 3,000 characters; what comes after that is not read.
LONGEST = 3_000

_SIGNS = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00a0": " ",
        "\u2011": "-",
        "\u2026": "...",
    }
)
_SLACK = (
    (re.compile(r"<(?:https?://|mailto:)[^<>|]*>"), "this link"),
    (re.compile(r"<(?:https?://|mailto:)[^<>|]*\|([^<>|]*)>"), r"\1"),
    (re.compile(r"<[@#!][^<>|]*\|([^<>|]*)>"), r"\1"),
    (re.compile(r"<[@#!][^<>|]*>"), "Somebody"),
    (re.compile(r"&lt;"), "<"),
    (re.compile(r"&gt;"), ">"),
    (re.compile(r"&amp;"), "&"),
    (re.compile(r":[a-z][a-z0-9_+-]{1,40}:"), " "),
    (re.compile(r"[*~`]"), ""),
    (re.compile(r"(?<!\w)_|_(?!\w)"), ""),
)
_BULLET = re.compile(r"^[ \t]*(?:[>\u2022\u25e6]|[-\u2013](?=\s)|\d{1,2}[.)](?=\s))+[ \t]*", re.MULTILINE)
# A dash between words and a line end part clauses as a comma does.
_BREAK = re.compile(r"(?<=[^\s,;:.!?])\s*(?:\s[-\u2013\u2014]+\s|\u2014|\n)\s*")
_SPACES = re.compile(r"\s+")

_CONTRACTIONS = (
    (re.compile(r"\bcan't\b"), "cannot"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\bwhat'd it\b"), "what would it"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"\b(what|who|that|it|there|he|she|how|where)'s\b"), r"\1 is"),
)


def readable(text: str) -> str:
    """One line in the writer's own words: no markup, no bullets, straight quotes, single spaces."""
    text = text[:LONGEST].translate(_SIGNS)
    for pattern, instead in _SLACK:
        text = pattern.sub(instead, text)
    text = _BULLET.sub("", text).strip()
    text = _BREAK.sub(", ", text)
    return _SPACES.sub(" ", text).strip()


def plain(text: str) -> str:
    """Lower case with contractions written out: the text that rules match against."""
    text = text.lower()
    for pattern, instead in _CONTRACTIONS:
        text = pattern.sub(instead, text)
    return text.strip(" ,;:.!?\"'()")
