"""The inspector's log: what went to the app and what came from it, without tokens."""

from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from .times import Times

_SECRETS = frozenset({"token", "authorization"})


@dataclass(frozen=True)
class Entry:
    """One call, envelope or answer."""

    seq: int
    at: str
    direction: str
    name: str
    ok: bool
    error: str | None
    ms: float
    summary: str
    body: Any


class Traffic:
    """The last few hundred entries."""

    def __init__(self, times: Times, keep: int = 1000) -> None:
        self._times = times
        self._entries: deque[Entry] = deque(maxlen=keep)
        self._seq = 0
        self.on_entry: list[Callable[[dict[str, Any]], None]] = []

    def note(
        self,
        direction: str,
        name: str,
        body: Any,
        error: str | None = None,
        ms: float = 0.0,
        summary: str = "",
    ) -> None:
        """Adds an entry."""
        self._seq += 1
        at = self._times.now().isoformat()
        clean = without_secrets(body)
        entry = Entry(self._seq, at, direction, name, error is None, error, round(ms, 1), summary, clean)
        self._entries.append(entry)
        for tell in self.on_entry:
            tell(asdict(entry))

    def after(self, seq: int, limit: int) -> list[dict[str, Any]]:
        """Entries later than `seq`, oldest first."""
        return [asdict(entry) for entry in self._entries if entry.seq > seq][-limit:]


def without_secrets(body: Any) -> Any:
    """A copy without tokens."""
    if isinstance(body, dict):
        return {k: without_secrets(v) for k, v in body.items() if str(k).lower() not in _SECRETS}
    return [without_secrets(v) for v in body] if isinstance(body, list) else body
