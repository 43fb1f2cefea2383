"""Bring a chat message to one plain form, so that the rules need to know one spelling of each word."""

import html
import re
import unicodedata

# A pattern never sees more than this, which bounds the time whatever is sent.  The end is kept: the
# question comes last.
LONGEST = 1200

# Compatibility normalisation can make one character into eighteen; cut before it as well.
_LONGEST_RAW = 4 * LONGEST

_QUOTED_LINE = re.compile(r"(?m)^[ \t]*>[^\n]*$")
_MENTION = re.compile(r"<[@#!][^<>\s]{1,80}>")
_LINK = re.compile(r"<?(?:https?://|www\.|mailto:)[^\s<>]+>?")
_EMOJI = re.compile(r":[a-z0-9_+\-]{2,40}:")
_CODE = re.compile(r"`{1,3}[^`]{0,300}`{1,3}")
_MARKUP = re.compile(r"(?<!\w)[*_~]+|[*_~]+(?!\w)")
_DOUBLE_QUOTED = re.compile(r'"([^"\n]{1,300})"')
_SINGLE_QUOTED = re.compile(r"(?<![\w'])'([^'\n]{1,80})'(?![\w'])")
_ABBREVIATION = re.compile(r"\b(?:e\.g\.|i\.e\.|etc\.|vs\.|approx\.|mr\.|mrs\.|ms\.|dr\.|no\.(?= \d))")
_INITIALS = re.compile(r"\b([a-z])\.(?=\s?[a-z]\b)")
_PAUSE = re.compile(r"\s*(?:\.{2,}|…|[;:()\[\]]|\s[-–—]+\s|[–—]|--+)\s*")
_FILLER = re.compile(r",? ?\b(?:u+m+|u+h+|e+r+m*|h+m+|m+-?h+-?m+|m{2,}|uh[ -]huh|ah+|gosh|gee)\b[,.]?")
_PARENTHETIC = re.compile(r", ?(?:you know|i mean|like|sort of|kind of|i guess|i suppose|let us say|say|please)(?=,)")
# "What, then, ...", "what, if anything, ...": asides behind the question word.
_WH_ASIDE = re.compile(
    r"\b(what|how|why|where|who|which|when),? (?:then|though|exactly|specifically|in particular|precisely"
    r"|for you|in your (?:view|opinion|mind)"
    r"|in the end|if anything|if any|if at all)\b,?(?= \w)"
)
_TRAILING = re.compile(r",? or (?:what|something|anything|whatever|not)(?=\s*[?.!]|\s*$)")
_COMMAS = re.compile(r"(?:\s*,)+\s*")
_REPEAT = re.compile(r"\b((?:[\w']+ ){0,5}[\w']+),? (?=\1\b)")
_SPACES = re.compile(r"[^\S\n]+")

_NEGATED = [
    "do",
    "does",
    "did",
    "have",
    "has",
    "had",
    "is",
    "are",
    "was",
    "were",
    "could",
    "would",
    "should",
    "must",
    "need",
    "ai",
]
_SPELLINGS = {
    **{f"{verb}nt": f"{verb}n't" for verb in _NEGATED},
    **{f"{word}s": f"{word} is" for word in ["what", "how", "where", "who", "when", "why", "that", "there"]},
    "whens": "when is",
    "cant": "can't",
    "wont": "won't",
    "cannot": "can't",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "youve": "you have",
    "youd": "you would",
    "youll": "you will",
    "theyre": "they are",
    "weve": "we have",
    "u": "you",
    "ya": "you",
    "ur": "your",
    "r": "are",
    "y": "why",
    "wat": "what",
    "wht": "what",
    "pls": "please",
    "plz": "please",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "lemme": "let me",
    "gimme": "give me",
    "dunno": "do not know",
    "kinda": "kind of",
    "sorta": "sort of",
    "cuz": "because",
    "cos": "because",
    "bc": "because",
    "'cause": "because",
    "wdyt": "what do you think",
    "whaddya": "what do you",
    "d'you": "do you",
    "y'all": "you",
    "alot": "a lot",
    "alright": "all right",
    "ok": "okay",
    "i'm": "i am",
    "let's": "let us",
    "lets": "let us",
}
_SPELLING = re.compile(r"(?<![\w'])(?:" + "|".join(sorted(map(re.escape, _SPELLINGS), key=len)[::-1]) + r")(?![\w'])")
_IS = re.compile(
    r"\b(what|how|where|who|when|why|that|there|it|he|she|here|this|everything|something|everyone|one"
    r"|else)'s\b"
)
_DID = re.compile(r"\b(what|how|where|why|when)'d\b")
_SUFFIXES = ((re.compile(r"'re\b"), " are"), (re.compile(r"'ve\b"), " have"), (re.compile(r"'ll\b"), " will"))
_WOULD = re.compile(r"\b(i|you|he|she|we|they|it|that|there|who)'d\b")

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "？": "?"}
)


def normalise(text: str) -> str:
    """Lower case, written-out contractions, no mark-up, links, quotations, fillers or restarts."""
    text = html.unescape(text[-_LONGEST_RAW:]).translate(_PLAIN)
    text = unicodedata.normalize("NFKC", text).translate(_PLAIN).lower()[-LONGEST:]
    text = _without_markup(text)
    text = _unquoted(text)
    text = _ABBREVIATION.sub(lambda found: found.group().replace(".", ""), text)
    text = _INITIALS.sub(r"\1", text)
    text = _PAUSE.sub(", ", text)
    text = _spelt_out(text)
    text = _FILLER.sub(" ", text)
    text = _SPACES.sub(" ", text)
    text = _PARENTHETIC.sub("", text)
    text = _COMMAS.sub(", ", text)
    text = _WH_ASIDE.sub(r"\1", text)
    text = _REPEAT.sub("", _REPEAT.sub("", text))
    text = _TRAILING.sub("", text)
    return text.strip(" ,\n\t")


def _without_markup(text: str) -> str:
    """Slack's mrkdwn: a quoted line is somebody else's words, a mention is a person, a link asks nothing."""
    own = _QUOTED_LINE.sub("", text)
    text = own if own.strip() else text.replace(">", " ")
    text = _LINK.sub(" somelink ", text)
    text = _MENTION.sub("someone", text)
    text = _CODE.sub(" somecode ", text)
    text = _EMOJI.sub(" ", text)
    return _MARKUP.sub("", text)


def _unquoted(text: str) -> str:
    """Hide quotations: their words and question marks are reported, not the asker's own."""
    bare = text.strip()
    if len(bare) > 2 and bare[0] == bare[-1] == '"' and bare.count('"') == 2:
        return bare.strip('"')
    return _SINGLE_QUOTED.sub("quoted", _DOUBLE_QUOTED.sub("quoted", text))


def _spelt_out(text: str) -> str:
    text = _SPELLING.sub(lambda found: _SPELLINGS[found.group()], text)
    text = _IS.sub(r"\1 is", text)
    text = _DID.sub(r"\1 did", text)
    text = _WOULD.sub(r"\1 would", text)
    for suffix, written_out in _SUFFIXES:
        text = suffix.sub(written_out, text)
    return text
