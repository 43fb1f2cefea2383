"""The words the question checker is built from: labels, verdicts, parsed messages and rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """What a message is, in order of precedence: the first that fits wins."""

    NOT_A_QUESTION = "not_a_question"
    STACKED = "stacked"
    ADVICE = "advice"
    JUDGEMENTAL = "judgemental"
    LEADING = "leading"
    CLOSED = "closed"
    OK = "ok"


# The labels that push the other person somewhere; the rest are matters of form.
STEERING = frozenset({Label.ADVICE, Label.JUDGEMENTAL, Label.LEADING})


class Hint(StrEnum):
    """How a message could be rewritten; the sentences themselves are prompts, not code."""

    SAY_IT_OR_ASK = "say_it_or_ask"
    KEEP_ONE = "keep_one"
    ASK_FOR_THEIRS = "ask_for_theirs"
    ASK_FOR_INTENTION = "ask_for_intention"
    TAKE_ANSWER_OUT = "take_answer_out"
    START_WITH_WHAT_OR_HOW = "start_with_what_or_how"


HINTS = {
    Label.NOT_A_QUESTION: Hint.SAY_IT_OR_ASK,
    Label.STACKED: Hint.KEEP_ONE,
    Label.ADVICE: Hint.ASK_FOR_THEIRS,
    Label.JUDGEMENTAL: Hint.ASK_FOR_INTENTION,
    Label.LEADING: Hint.TAKE_ANSWER_OUT,
    Label.CLOSED: Hint.START_WITH_WHAT_OR_HOW,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker makes of one message."""

    label: Label
    leading: bool
    open: bool
    rule: str
    hint: Hint | None = None


class Kind(StrEnum):
    """The grammatical form in which something is asked."""

    WH = "wh"  # "What would help?"
    POLAR = "polar"  # "Did it help?"
    REQUEST = "request"  # "Tell me what helped."
    INDIRECT = "indirect"  # "I wonder what helped."
    DECLARATIVE = "declarative"  # "It helped?"
    FRAGMENT = "fragment"  # "In what way?"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked for: its form, and the text from its first word to the end of the sentence."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in normal form: lower case, contractions written out, openers such as "so" removed.

    ``starts`` holds the rest of the sentence from each place where a clause may begin, so that a rule
    anchored at the start of a clause also finds it behind a preamble.
    """

    text: str
    marked: bool
    starts: tuple[str, ...]
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A whole message, read."""

    sentences: tuple[Sentence, ...]

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Everything the message asks for."""
        return tuple(ask for sentence in self.sentences for ask in sentence.asks)


class Scope(StrEnum):
    """Where in a message a rule looks."""

    ASK = "ask"  # at the start of something asked
    ASKING = "asking"  # anywhere in a sentence that asks
    START = "start"  # at the start of a sentence, asked or said
    CLAUSE = "clause"  # at the start of any clause, asked or said
    ANYWHERE = "anywhere"  # anywhere in any sentence


@dataclass(frozen=True)
class Rule:
    """A named reason for a label, with messages it must catch and near misses it must leave alone.

    Either ``pattern`` (looked for within ``scope``) or ``predicate`` decides.
    """

    name: str
    label: Label
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    pattern: re.Pattern[str] | None = None
    scope: Scope = Scope.ASK
    predicate: Callable[[Message], bool] | None = None

    def matches(self, message: Message) -> bool:
        """Whether this rule fits the message."""
        if self.predicate is not None and self.predicate(message):
            return True
        return self.pattern is not None and any(self._found(self.pattern, s) for s in message.sentences)

    def _found(self, pattern: re.Pattern[str], sentence: Sentence) -> bool:
        match self.scope:
            case Scope.ASK:
                return any(pattern.match(ask.text) for ask in sentence.asks)
            case Scope.ASKING:
                return bool(sentence.asks) and pattern.search(sentence.text) is not None
            case Scope.START:
                return pattern.match(sentence.text) is not None
            case Scope.CLAUSE:
                return any(pattern.match(start) for start in sentence.starts)
            case Scope.ANYWHERE:
                return pattern.search(sentence.text) is not None
