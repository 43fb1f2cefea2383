"""Trouble on request: what goes wrong, where, and how often.

Kinds: `429` (with `retry_after`), `500`, `timeout_before` (the request is swallowed), `timeout_after` (done, but
never answered), `drop_before` / `drop_after` (the connection breaks before or after the effect), `revoked`
(`token_revoked`), `late` (only for `ui:events_api`: held until released). Any other word is answered as Slack's error
of that name.
Places: a method, `*` (any method), or `ui:slash_commands`, `ui:interactive`, `ui:events_api` for what goes to the app;
there, faults that come before the effect mean it never reaches the app, and the others that its answer is lost.
"""

import re
from dataclasses import asdict, dataclass
from typing import Any

KINDS = (
    "429",
    "500",
    "timeout_before",
    "timeout_after",
    "drop_before",
    "drop_after",
    "revoked",
    "late",
)


@dataclass
class Fault:
    """One planned trouble."""

    method: str
    fault: str
    times: int = 1
    retry_after: int = 1


class Faults:
    """The planned troubles, first come first served."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def plan(self, method: str, fault: str, times: int = 1, retry_after: int = 1) -> None:
        """Plans a trouble."""
        if fault not in KINDS and not re.fullmatch(r"[a-z][a-z_]+", fault):
            raise ValueError(f"{fault!r} is neither a fault nor the name of a Slack error")
        if times < 1:
            raise ValueError("times must be at least 1")
        self._planned.append(Fault(method, fault, times, retry_after))

    def take(self, method: str, late: bool = False) -> Fault | None:
        """The trouble that meets this call, if any; `late` asks for events to hold back, and only for those."""
        for fault in self._planned:
            here = fault.method == method or (fault.method == "*" and not method.startswith("ui:"))
            if here and (fault.fault == "late") == late:
                fault.times -= 1
                if fault.times == 0:
                    self._planned.remove(fault)
                return fault
        return None

    def listed(self) -> list[dict[str, Any]]:
        """What is still planned."""
        return [asdict(fault) for fault in self._planned]

    def clear(self) -> None:
        """Forgets all plans."""
        self._planned.clear()
