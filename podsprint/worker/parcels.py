"""What people ask for as files: which files, what is said beside them, and how to ask once more."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlmodel import Session

from podsprint.deps import Deps
from podsprint.domain.people import Who
from podsprint.domain.read_models import PodReport
from podsprint.slack.text import Words
from podsprint.slack.views import own_data, report_files
from podsprint.store.engine import reading
from podsprint.usecases import exports, reports


@dataclass(frozen=True, slots=True)
class File:
    """A file's name, its title in Slack, and what is in it."""

    name: str
    title: str
    lines: Iterable[str]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a parcel holds, and what is said beside it: who sees it, and whose words are in it."""

    comment: str
    files: Iterable[File]


class Parcel(Protocol):
    """What somebody asked for."""

    @property
    def what(self) -> str:
        """Its name, for when it does not get through."""

    @property
    def who(self) -> Who:
        """Who gets it."""

    @property
    def pod_id(self) -> int | None:
        """The pod whose people's words are in it."""

    def pack(self, deps: Deps, stack: ExitStack) -> Contents:
        """Put it together; what its files are read from is kept open by the stack."""

    def again(self, session: Session, at: datetime) -> None:
        """Have it put together once more."""


@dataclass(frozen=True, slots=True)
class Export:
    """Everything of one's own (S5)."""

    who: Who
    what: str = "export"
    pod_id: int | None = None

    def pack(self, deps: Deps, stack: ExitStack) -> Contents:
        """To read and for programs, read row by row."""
        session = stack.enter_context(reading(deps.engine))
        return Contents(deps.words("own_data.file.comment"), self._files(deps, session))

    def again(self, session: Session, at: datetime) -> None:
        """Have it put together once more."""
        exports.prepare(session, self.who, at)

    def _files(self, deps: Deps, session: Session) -> Iterator[File]:
        now, words = deps.now(), deps.words
        yield File(
            words.plain("own_data.file.name_markdown"),
            words.plain("own_data.file.title_markdown"),
            own_data.as_markdown(words, now, exports.parts(session, self.who)),
        )
        yield File(
            words.plain("own_data.file.name_json"),
            words.plain("own_data.file.title_json"),
            own_data.as_json(self.who, now, exports.parts(session, self.who)),
        )


class Report:
    """A pod's report, as its reader may see it now."""

    what = "report"

    def __init__(self, who: Who, pod_id: int) -> None:
        self.who = who
        self.pod_id: int | None = pod_id
        self._asked = reports.AskForReport(who=who, pod_id=pod_id)

    def pack(self, deps: Deps, stack: ExitStack) -> Contents:
        """To read, for programs, and a table of experiments where there are any to tell of."""
        with reading(deps.engine) as session:
            found = reports.look(session, self.who, self._asked.pod_id, deps.now(), limit=reports.IN_FILES)
        # People go by their names where Slack tells them in time, and by their ids where it does not.
        names = {facts.user: facts.name for facts in deps.gateway.people(self.who.team, found.people) if facts.name}
        comment = deps.words(f"report.file.comment{'_numbers' if found.sees_less else ''}", pod=found.pod)
        return Contents(comment, self._files(deps.words, found, names))

    def again(self, session: Session, at: datetime) -> None:
        """Have it put together once more."""
        reports.prepare(session, self._asked, at)

    def _files(self, words: Words, found: PodReport, names: Mapping[str, str]) -> Iterator[File]:
        made = {
            "markdown": ("md", report_files.as_markdown(words, found, names)),
            "csv": ("csv", report_files.as_csv(found, names)),
            "json": ("json", report_files.as_json(self.who, found, names)),
        }
        for kind, (ending, lines) in made.items():
            if kind != "csv" or found.people:
                name = f"{words.plain('report.file.name')}.{ending}"
                yield File(name, words.plain(f"report.file.title_{kind}"), lines)
