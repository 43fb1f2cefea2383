"""The house as Slack shows it: every message new, edited or taken back, written down with the time people saw it."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from podsprint.domain.people import Who
from podsprint.playground.limits import check_message, check_view
from podsprint.slack import views
from podsprint.slack.views.home import home
from podsprint.store.tables import Pod
from podsprint.usecases.messages import HomeTab, Outgoing
from podsprint.usecases.outbox import Deliver
from tests.quarter.cast import PODS, name_of
from tests.usecases.house import House

NEW, EDITED, TAKEN_BACK = "new", "edited", "taken back"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened on the screen of a conversation; of an edit, only the lines that are new."""

    at: datetime
    zone: str
    where: str
    how: str
    kind: str
    text: str
    thread: bool = False
    pod: int | None = None


@dataclass
class Stage:
    """What has been posted so far, by key, and the transcript."""

    house: House
    shown: dict[str, str] = field(default_factory=dict)
    transcript: list[Line] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    read: int = 0

    def catch_up(self) -> None:
        """Show what the house has said since."""
        said, self.house.said = self.house.said, []
        for kind, out in said:
            if isinstance(out, HomeTab):
                self.complaints += [f"{kind}: {found}" for found in check_view(home(self.house.words, out.model))]
            elif out is not None:
                self._show(kind, out)

    def told(self, text: str, *, zone: str = "UTC", where: str = "") -> None:
        """Something a person did, for whoever reads the transcript."""
        self.transcript.append(Line(self.house.clock.now(), zone, where, "did", "", text))

    def _show(self, kind: Deliver, out: Outgoing) -> None:
        if out.model is None:
            if self.shown.pop(out.key, None) is not None:
                self._line(kind, out, TAKEN_BACK, "")
            return
        message = views.render(self.house.words, out.model)
        shown = {"channel": "C1", "text": message.text, "blocks": list(message.blocks)}
        self.complaints += [f"{kind}: {found}" for found in check_message(shown)]
        before = self.shown.get(out.key)
        if before is None:
            self._line(kind, out, NEW, message.text)
        elif before != message.text:
            old = before.splitlines()
            self._line(kind, out, EDITED, "\n".join(line for line in message.text.splitlines() if line not in old))
        self.shown[out.key] = message.text

    def _line(self, kind: Deliver, out: Outgoing, how: str, text: str) -> None:
        to = out.conversation
        cast = next((cast for cast in PODS if to in (cast.channel, *cast.leaders, cast.facilitator)), None)
        where = f"#{cast.name.lower()}" if cast and to == cast.channel else f"@{name_of(to)}"
        self.transcript.append(
            Line(
                self.house.clock.now(),
                cast.zone if cast else "UTC",
                where,
                how,
                str(kind),
                text,
                thread=bool(out.thread),
                pod=out.pod_id,
            )
        )

    def pods(self) -> dict[str, int]:
        """The pods' ids by name."""
        return {pod.name: pod.id or 0 for pod in self.house.rows(Pod)}


def as_text(lines: list[Line]) -> str:
    """The transcript as a person reads it."""
    return "\n".join(_as_text(line) for line in lines)


def _as_text(line: Line) -> str:
    local = line.at.astimezone(ZoneInfo(line.zone))
    head = f"{local:%a %-d %b %H:%M} {line.zone.rpartition('/')[2]:<9} {line.where:<10} "
    if line.how == "did":
        return f"{head}   ... {line.text}"
    mark = {NEW: "", EDITED: "(edited) ", TAKEN_BACK: "(taken back)"}[line.how]
    body = line.text.replace("\n", "\n" + " " * 12)
    return f"{head}{'  > ' if line.thread else '  '}{mark}[{line.kind.removeprefix('deliver.')}] {body}"


def who(user: str) -> Who:
    """Somebody of the story."""
    return PODS[0].who(user)
