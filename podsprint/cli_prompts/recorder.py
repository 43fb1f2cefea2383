"""The words, with a note of every text that does not fit: its values, or Slack."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, TemplateError, meta
from slack_sdk.errors import SlackObjectFormationError

from podsprint.cli_prompts.files import LANGUAGE, Files, Finding, flat
from podsprint.errors import CannotStart
from podsprint.playground.limits import advise_message, check_message, check_view
from podsprint.slack.blocks import Message
from podsprint.slack.samples import Sample
from podsprint.slack.samples.made import Shown
from podsprint.slack.text import Mrkdwn, Words

_STAND_IN = "-"
_EMPTY = "must be more than 0 characters"
# What a template that does not fit its values may raise.
_RENDERING = (CannotStart, TemplateError, KeyError, TypeError, ValueError, AttributeError)


class Recorder(Words):
    """The words, with a note of every text that does not fit what it is given."""

    def __init__(self, folders: tuple[Path, ...], files: Files) -> None:
        super().__init__(folders, LANGUAGE)
        self.findings: dict[tuple[str, str], Finding] = {}
        self._files, self._replaced = files, files.replaced()
        self._given: defaultdict[str, set[str]] = defaultdict(set)
        self._said: dict[str, str] = {}  # what the sample at hand says in plain text, by key
        self._shown: set[str] = set()  # the keys of the sample at hand
        self._hidden: set[str] = set()

    def __call__(self, key: str, /, **values: object) -> Mrkdwn:
        """A text as mrkdwn."""
        return Mrkdwn(self._say(super().__call__, key, values))

    def plain(self, key: str, /, **values: object) -> str:
        """A text for where Slack shows no markup."""
        self._said[key] = self._say(super().plain, key, values)
        return self._said[key]

    def examine(self, sample: Sample) -> None:
        """Show a sample, and find the texts that Slack would complain about."""
        self._hidden = set()
        while complaints := self._complaints(sample):
            suspects = sorted(self._shown, key=lambda key: (key not in self._replaced, key))  # what is shipped fits
            key = next((key for key in suspects if self._helps(sample, key, complaints[0])), "")
            wrong = complaints[0].removeprefix("[ERROR] ").partition(" [json-pointer")[0]
            file = self._files.of(key) if key else "podsprint"
            remedy = f"Shorten it, or fill it in. Seen in {sample.name}."
            self.findings.setdefault((key, wrong), Finding(file, key or sample.name, f"Slack: {wrong}", remedy))
            if not key:
                break
            self._hidden.add(key)

    def not_given(self) -> Iterator[Finding]:
        """Texts that name a value nobody gives them, be it in a branch that is rarely taken."""
        wrong_already = {key for key, _ in self.findings}
        for key in sorted(self.used - wrong_already):
            for name in sorted(set(self._names(key)) - self._given[key]):
                yield Finding(self._files.of(key), key, f"{name!r} is undefined", self._may_use(key))

    def _say(self, render: Callable[..., str], key: str, values: Mapping[str, object]) -> str:
        self._shown.add(key)
        self._given[key] |= values.keys()
        if key in self._hidden:
            return _STAND_IN
        try:
            return render(key, **values)
        except _RENDERING as error:
            wrong = flat(error).replace(f"the text {key} is", "is")
            self.findings.setdefault((key, ""), Finding(self._files.of(key), key, wrong, self._may_use(key)))
            return _STAND_IN

    def _complaints(self, sample: Sample) -> list[str]:
        self._said, self._shown = {}, set()
        try:
            shown = sample.show(self)
        except SlackObjectFormationError as error:  # the SDK's own limits
            return [str(error)]
        return [*_complaints(shown), *self._cut(shown)]

    def _helps(self, sample: Sample, key: str, complaint: str) -> bool:
        before, shown = self._hidden, self._shown
        self._hidden = before | {key}
        helped = complaint not in self._complaints(sample)
        self._hidden, self._shown = before, shown
        return helped

    def _cut(self, shown: Shown) -> Iterator[str]:
        """Fixed texts that do not fit. One with values in it may be long now and then, and is cut on purpose."""
        ends = [text.removesuffix("…") for text in _plain_texts(shown) if text.endswith("…")]
        for key, said in self._said.items():
            if any(said.startswith(end) and len(said) > len(end) + 1 for end in ends) and not self._names(key):
                yield f"is cut to {max(map(len, ends)) + 1} characters: {said}"

    def _names(self, key: str) -> Collection[str]:
        return _names(self._texts[key]) if key in self._texts else frozenset()

    def _may_use(self, key: str) -> str:
        given = ", ".join(sorted(self._given[key]))
        return f"Values for this text: {given}." if given else "This text is given no values."


@lru_cache(maxsize=4096)
def _names(template: str) -> frozenset[str]:
    """The values a template asks for; none of one that cannot be read, which is said elsewhere."""
    try:
        return frozenset(meta.find_undeclared_variables(Environment().parse(template)))  # noqa: S701 - only read
    except TemplateError:
        return frozenset()


def _complaints(shown: Shown) -> list[str]:
    if isinstance(shown, str):
        return [] if shown else [_EMPTY]
    if isinstance(shown, Message):
        payload = {"text": shown.text, "blocks": list(shown.blocks)}
        return [*check_message(payload), *advise_message(payload), *([] if shown.blocks else ["says nothing"])]
    return check_view(shown)


def _plain_texts(node: object) -> Iterator[str]:
    if isinstance(node, Message):
        yield from _plain_texts(node.blocks)
    elif isinstance(node, Mapping):
        if node.get("type") == "plain_text":
            yield str(node.get("text"))
        yield from _plain_texts(node.values())
    elif isinstance(node, Collection) and not isinstance(node, str):
        for inside in node:
            yield from _plain_texts(inside)
