"""A rule is a pattern with the examples that explain it; a test runs them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Rule:
    """A pattern over plain text (see ``cleaning``), with what it must find and what it must leave alone."""

    name: str
    pattern: re.Pattern[str]
    hits: tuple[str, ...]
    misses: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, pattern: str, hits: Iterable[str], misses: Iterable[str] = ()) -> Self:
        """Patterns are verbose: a space is written ``[ ]`` or ``\\s``, so that long lists can be laid out."""
        return cls(name, re.compile(pattern, re.VERBOSE), tuple(hits), tuple(misses))

    def finds(self, text: str) -> bool:
        return self.pattern.search(text) is not None


def any_finds(rules: Iterable[Rule], text: str) -> bool:
    return any(rule.finds(text) for rule in rules)
