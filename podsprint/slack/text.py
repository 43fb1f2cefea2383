"""The words: templates under ``prompts/``, one folder a language, made into Slack's mrkdwn or plain text.

A company's own folder may hold files of the same names; each entry there replaces the shipped one, the rest stays.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import yaml
from jinja2 import Environment, StrictUndefined, Template, TemplateError

from podsprint.domain.grow import Breadth, Question, Stage
from podsprint.errors import CannotStart

QUESTIONS, THEMES = "questions", "themes"
# With the C library, where it is there: every start reads all of these files.
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class Mrkdwn(str):
    """Text that is Slack markup already, and must not be escaped again."""

    __slots__ = ()


def escape(text: str) -> str:
    """Text with no markup in it: nobody is notified, nothing is linked, whatever was typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mention(user: str) -> Mrkdwn:
    """A person."""
    return Mrkdwn(f"<@{user}>")


def people(users: tuple[str, ...]) -> Mrkdwn:
    """Several people, as one would say them."""
    names = [mention(user) for user in users]
    return Mrkdwn(" and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names))


def channel(channel_id: str) -> Mrkdwn:
    """A channel."""
    return Mrkdwn(f"<#{channel_id}>")


def quote(text: str) -> Mrkdwn:
    """Somebody's own words, each line marked as quoted."""
    return Mrkdwn("\n".join(f"> {escape(line)}" for line in text.split("\n")))


def moment(when: datetime, zone: str) -> Mrkdwn:
    """A day and a time, shown by Slack in its reader's own zone; the fallback names the pod's."""
    return Mrkdwn(f"<!date^{_stamp(when)}^{{date_short_pretty}} at {{time}}|{plain_moment(when, zone)}>")


def before(when: datetime, zone: str) -> Mrkdwn:
    """The last minute before a moment: a day that ends at midnight is named by its own name."""
    return moment(when - timedelta(minutes=1), zone)


def clock(when: datetime, zone: str) -> Mrkdwn:
    """A time of day, in its reader's own zone."""
    return Mrkdwn(f"<!date^{_stamp(when)}^{{time}}|{plain_clock(when, zone)}>")


def plain_moment(when: datetime, zone: str) -> str:
    """A day and a time in the pod's zone, for where Slack shows no markup."""
    return f"{_local(when, zone):%a %-d %b, %H:%M} ({zone})"


def plain_clock(when: datetime, zone: str) -> str:
    """A time of day in the pod's zone, for where Slack shows no markup."""
    return f"{_local(when, zone):%H:%M}"


def day(value: date) -> str:
    """A day of the pod's own, which has no time and so no zone."""
    return f"{value:%a %-d %b}"


def long_day(value: date) -> str:
    """A day with its year."""
    return f"{value:%A %-d %B %Y}"


def clip(text: str, limit: int) -> str:
    """A start of a text, for where there is little room."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


_Filters = Mapping[str, Callable[..., str]]
_SHARED: _Filters = {"day": day, "long_day": long_day, "clip": clip}
MARKED_FILTERS: _Filters = {
    **_SHARED,
    "mention": mention,
    "people": people,
    "channel": channel,
    "quote": quote,
    "moment": moment,
    "before": before,
    "clock": clock,
}
PLAIN_FILTERS: _Filters = {**_SHARED, "moment": plain_moment, "clock": plain_clock}


class Words:
    """Everything the bot says, in one language."""

    def __init__(self, folders: tuple[Path, ...], language: str = "en") -> None:
        self._folders = tuple(folder / language for folder in folders)
        self._texts = dict(self._read())
        self._compiled: dict[tuple[str, bool], Template] = {}
        self.used: set[str] = set()

    def __call__(self, key: str, /, **values: object) -> Mrkdwn:
        """A text as mrkdwn: values are escaped, markup made by filters is not."""
        return Mrkdwn(self._template(key, plain=False).render(values).strip())

    def plain(self, key: str, /, **values: object) -> str:
        """A text for where Slack shows no markup: labels, buttons, titles."""
        return self._template(key, plain=True).render(values).strip()

    def keys(self) -> set[str]:
        """The key of every text there is."""
        return set(self._texts)

    @cached_property
    def bank(self) -> tuple[Question, ...]:
        """The coaching questions."""
        return tuple(question for stage in Stage for question in self._stage(stage))

    def question(self, question_id: str) -> str:
        """A coaching question's text; one that has since left the bank is said to be gone."""
        found = self._by_id.get(question_id)
        return found.text if found else self.plain("coaching.question_gone")

    @cached_property
    def themes(self) -> dict[str, "Theme"]:
        """The micro-learning themes (L9), by id."""
        names = {path.name for folder in self._folders for path in (folder / THEMES).glob("*.md")}
        found = (Theme.read(self._file(f"{THEMES}/{name}")[-1]) for name in sorted(names))
        return {theme.id: theme for theme in found}

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.bank}

    def _template(self, key: str, *, plain: bool) -> Template:
        self.used.add(key)
        if (key, plain) not in self._compiled:
            if key not in self._texts:
                raise KeyError(f"no text has the key {key}")
            try:
                self._compiled[key, plain] = _compiled(self._texts[key], plain=plain)
            except TemplateError as error:
                raise CannotStart(f"the text {key} is not a template: {error}") from error
        return self._compiled[key, plain]

    def _read(self) -> Iterator[tuple[str, str]]:
        for name in sorted({path.name for folder in self._folders for path in folder.glob("*.yaml")}):
            for file in self._file(name):
                yield from _flatten(_mapping(file), name.removesuffix(".yaml"))

    def _file(self, name: str) -> list[Path]:
        """The files of this name, the shipped one first, so that a company's own comes after it and wins."""
        return [folder / name for folder in self._folders if (folder / name).is_file()]

    def _stage(self, stage: Stage) -> Iterator[Question]:
        for entry in _list(self._file(f"{QUESTIONS}/{stage}.yaml")[-1]):
            try:
                yield Question(
                    id=str(entry["id"]),
                    stage=stage,
                    text=str(entry["text"]),
                    breadth=Breadth(entry["breadth"]),
                    about=tuple(entry.get("about", ())),
                )
            except (KeyError, ValueError) as error:
                raise CannotStart(f"a question of the stage {stage} lacks something: {error}") from error


class Theme:
    """A theme: five minutes to read, and one thing to try."""

    def __init__(self, theme_id: str, title: str, minutes: int, teaser: str, body: str) -> None:
        self.id, self.title, self.minutes, self.teaser, self.body = theme_id, title, minutes, teaser, body

    @classmethod
    def read(cls, file: Path) -> "Theme":
        """A Markdown file with its title and length in front."""
        match = re.fullmatch(r"---\n(.*?)\n---\n(.*)", file.read_text(encoding="utf-8"), re.DOTALL)
        if match is None:
            raise CannotStart(f"{file.name} lacks its front matter")
        head = yaml.safe_load(match[1])
        return cls(str(head["id"]), str(head["title"]), int(head["minutes"]), str(head["teaser"]), match[2].strip())


def prompt_folders(own: Path | None = None) -> tuple[Path, ...]:
    """Where prompts are: shipped with the package (or beside it, in a checkout), then a company's own."""
    package = Path(__file__).resolve().parents[1]
    shipped = next(path for path in (package / "prompts", package.parent / "prompts") if path.is_dir())
    if own is not None and not own.is_dir():
        raise CannotStart(f"PODSPRINT_PROMPTS_DIR is {own}, and there is no such folder")
    return (shipped, own) if own else (shipped,)


def _environment(filters: _Filters, *, finalize: Any) -> Environment:
    # Slack's markup is not HTML: `finalize` escapes what Slack reads as markup; autoescape would break the rest.
    environment = Environment(undefined=StrictUndefined, finalize=finalize)  # noqa: S701
    environment.filters.update(filters)
    return environment


@lru_cache(maxsize=4096)
def _compiled(text: str, *, plain: bool) -> Template:
    return (_PLAIN if plain else _MARKED).from_string(text)


def _finalize(value: object) -> object:
    return value if isinstance(value, Mrkdwn) or not isinstance(value, str) else escape(value)


_MARKED = _environment(MARKED_FILTERS, finalize=_finalize)
_PLAIN = _environment(PLAIN_FILTERS, finalize=None)


def _flatten(node: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in node.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping):
            yield from _flatten(value, key)
        else:
            yield key, str(value)


def _mapping(file: Path) -> Mapping[str, Any]:
    loaded = _load(file)
    if not isinstance(loaded, Mapping):
        raise CannotStart(f"{file.name} is not a list of names and texts")
    return loaded


def _list(file: Path) -> list[dict[str, Any]]:
    loaded = _load(file)
    if not isinstance(loaded, list):
        raise CannotStart(f"{file.name} is not a list of questions")
    return cast(list[dict[str, Any]], loaded)


def _load(file: Path) -> object:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both are safe ones
    except yaml.YAMLError as error:
        raise CannotStart(f"{file.name} cannot be read: {error}") from error


def _local(when: datetime, zone: str) -> datetime:
    return when.astimezone(ZoneInfo(zone))


def _stamp(when: datetime) -> int:
    return int(when.astimezone(UTC).timestamp())
