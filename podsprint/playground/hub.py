"""The parts of a running playground, in one place for those who serve requests."""

from dataclasses import dataclass, field
from typing import Any

from .config import Config
from .events import Events
from .faults import Faults
from .interactions import Interactions
from .pace import Pacer
from .sockets import Activity, Sockets
from .state import World
from .times import Clock, Times
from .traffic import Traffic
from .triggers import Permissions
from .views import Views


@dataclass(frozen=True)
class Recorded:
    """A Web API call as a test sees it."""

    method: str
    args: dict[str, Any]
    ok: bool
    error: str | None
    answer: dict[str, Any] = field(default_factory=dict)


@dataclass
class Hub:
    """Everything together."""

    config: Config
    times: Times
    world: World
    views: Views
    permissions: Permissions
    sockets: Sockets
    events: Events
    interactions: Interactions
    pacer: Pacer
    faults: Faults
    traffic: Traffic
    activity: Activity
    clock: Clock | None
    hang_seconds: float
    port: int = 0
    busy_clock: bool = False
    calls: list[Recorded] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://127.0.0.1:{self.port}/"
