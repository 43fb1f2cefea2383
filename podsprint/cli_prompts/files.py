"""The files of the prompts: which are there, which can be read, and which one holds a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from podsprint.domain.grow import Breadth, Stage
from podsprint.errors import CannotStart
from podsprint.slack.text import QUESTIONS, THEMES, Theme

LANGUAGE = "en"
_READING = (CannotStart, yaml.YAMLError, KeyError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: where, what is wrong, and what helps."""

    file: str
    key: str
    wrong: str
    remedy: str


class Unreadable(str):
    """What is wrong with a file, in place of what it holds."""

    __slots__ = ()


class Files:
    """The files of the prompts: which are there, which can be read, and which holds a key."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self.own = folders[1:]
        self._texts = {path: _read(path) for folder in folders for path in sorted(of_language(folder).glob("*.yaml"))}
        self._raw = {
            path: dict(_leaves(content, path.stem))
            for path, content in self._texts.items()
            if isinstance(content, Mapping)
        }

    def name(self, path: Path) -> str:
        """A file as its folder's owner would call it."""
        base = next(folder for folder in self.folders if path.is_relative_to(folder))
        return str(Path(base.name) / path.relative_to(base))

    def of(self, key: str) -> str:
        """The file that holds a key; for a missing one, the file it belongs into."""
        found = [path for path, leaves in self._raw.items() if key in leaves]
        return self.name(found[-1]) if found else f"{key.partition('.')[0]}.yaml"

    def shipped(self) -> set[str]:
        """The keys we know."""
        return {key for path, leaves in self._raw.items() if path.is_relative_to(self.folders[0]) for key in leaves}

    def replaced(self) -> set[str]:
        """The keys that a company's own files hold."""
        return {key for path, leaves in self._raw.items() if not path.is_relative_to(self.folders[0]) for key in leaves}

    def last(self, name: str) -> Path:
        """The file of this name that wins."""
        return [of_language(folder) / name for folder in self.folders if (of_language(folder) / name).is_file()][-1]

    def unread(self) -> Iterator[Finding]:
        """Files that are not what they should be."""
        for path, content in self._texts.items():
            if isinstance(content, Mapping):
                continue
            wrong = content if isinstance(content, Unreadable) else "is not a list of names and texts"
            yield Finding(self.name(path), "", wrong, "Mend the file: a name, a colon, a text; quotes where in doubt.")
        for folder in self.folders:
            for path in sorted((of_language(folder) / QUESTIONS).glob("*.yaml")):
                for number, wrong in _bad_questions(_read(path)):
                    remedy = f"Each question has an id, a text and a breadth ({', '.join(Breadth)})."
                    yield Finding(self.name(path), number, wrong, remedy)
            for path in sorted((of_language(folder) / THEMES).glob("*.md")):
                try:
                    Theme.read(path)
                except _READING as error:
                    wrong = f"has no {error.args[0]}" if isinstance(error, KeyError) else flat(error)
                    remedy = "It starts with id, title, minutes and teaser between two lines of ---."
                    yield Finding(self.name(path), "", wrong, remedy)

    def misplaced(self) -> Iterator[Finding]:
        """A company's files that nothing would ever read."""
        names = {f"{LANGUAGE}/{QUESTIONS}/{stage}.yaml" for stage in Stage}
        for folder in self.own:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                inside = path.relative_to(folder)
                hidden = any(part.startswith(".") for part in inside.parts) or path.stem.upper() == "README"
                known = inside.match(f"{LANGUAGE}/*.yaml") and len(inside.parts) == 2
                theme = inside.match(f"{LANGUAGE}/{THEMES}/*.md") and len(inside.parts) == 3
                if not (hidden or known or theme or inside.as_posix() in names):
                    remedy = f"Texts go into {folder.name}/{LANGUAGE}/, under the names of the shipped files."
                    yield Finding(self.name(path), "", "is not read by anything", remedy)

    def not_texts(self) -> Iterator[Finding]:
        """Entries that YAML takes for something else: nothing, a list, yes and no."""
        for path, leaves in self._raw.items():
            for key, value in leaves.items():
                if not isinstance(value, str):
                    yield Finding(self.name(path), key, f"is not a text but {value!r}", "Put the text in quotes.")


def of_language(folder: Path) -> Path:
    """A folder of prompts in our language."""
    return folder / LANGUAGE


def flat(error: BaseException) -> str:
    """An error in one line."""
    return " ".join(str(error.args[0] if isinstance(error, KeyError) and error.args else error).split())


def _read(path: Path) -> object:
    try:
        return _parsed(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError) as error:
        return Unreadable(f"cannot be read: {flat(error)}")


@lru_cache
def _parsed(text: str) -> object:
    # Not by the C library, which takes a little more than YAML allows: these files may be read without it.
    return yaml.safe_load(text)


def _bad_questions(content: object) -> Iterator[tuple[str, str]]:
    if not isinstance(content, list):
        yield "", content if isinstance(content, Unreadable) else "is not a list of questions"
        return
    for number, entry in enumerate(content, start=1):
        if not isinstance(entry, Mapping):
            yield f"question {number}", "is not a question"
            continue
        missing = [name for name in ("id", "text", "breadth") if not isinstance(entry.get(name), str)]
        if missing:
            yield f"question {number}", f"has no {' and no '.join(missing)}"
        elif entry["breadth"] not in set(Breadth):
            yield str(entry["id"]), f"has the breadth {entry['breadth']}, which is none"


def _leaves(node: Mapping[Any, Any], prefix: str) -> Iterator[tuple[str, object]]:
    for name, value in node.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}.{name}")
        else:
            yield f"{prefix}.{name}", value
