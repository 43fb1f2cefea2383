"""Something that happens while a call to Slack is under way."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from podsprint.deps import Deps
from podsprint.slack.gateway import Gateway


class _Meanwhile:
    def __init__(self, gateway: Gateway, call: str, do: Callable[[], object]) -> None:
        self._gateway, self._call, self._do = gateway, call, do

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._gateway, name)
        if name != self._call:
            return found

        def called(*args: Any, **kwargs: Any) -> Any:
            answer = found(*args, **kwargs)
            self._do()
            return answer

        return called


def meanwhile(deps: Deps, call: str, do: Callable[[], object]) -> Deps:
    """The same, but that something happens after Slack has done a call of ours, and before anybody knows."""
    return replace(deps, gateway=cast(Gateway, _Meanwhile(deps.gateway, call, do)))
