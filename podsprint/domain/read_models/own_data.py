"""What somebody takes along, and what stands in the way of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ExportRow = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class ExportPart:
    """One part of an export. Its rows are read as they are asked for, once."""

    name: str
    rows: Iterator[ExportRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTrouble:
    """A file somebody asked for did not get through."""

    what: str  # export, report
    code: str  # as Slack says it; "" if it is not known whether it arrived


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetForm:
    """What somebody looks after before everything of theirs is deleted."""

    person: str
    pods: tuple[str, ...]  # names of those they facilitate
    programmes: int  # how many they own
    successor: str = ""  # who could take over, if that is plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Everything of somebody's is deleted."""

    left: int  # messages that Slack would not delete
