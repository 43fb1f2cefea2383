"""From what a person means ("Bo Lind", "next Friday's option") to the value an element holds."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from .fields import Placed, empty, options
from .reading import plain

Json = dict[str, Any]


class Answers:
    """Builds values for elements, with what this person sees to choose from."""

    def __init__(
        self, state: Json, ask: Callable[[Placed, str], list[Json]], problem: Callable[[str], Exception]
    ) -> None:
        self._state = state
        self._ask = ask
        self._problem = problem

    def state_for(self, item: Placed, answer: Any) -> Json:
        """The element's value as in Slack's state.values."""
        if item.kind == "overflow":
            return {"type": item.kind, "selected_option": self._option(item, answer)}
        state = empty(item.kind)
        key = item.state_key
        if answer is None:
            return state
        several = isinstance(state[key], list)
        given = answer if isinstance(answer, list | tuple | set | frozenset) else [answer]
        if not several and isinstance(answer, list | tuple | set | frozenset):
            raise self._problem(f"{item.action_id} takes one answer, not several")
        chosen = [self._one(item, one) for one in given]
        state[key] = chosen if several else chosen[0]
        return state

    def _one(self, item: Placed, answer: Any) -> Any:
        kind = item.kind
        if kind.endswith(("static_select", "external_select")) or kind in ("radio_buttons", "checkboxes"):
            return self._option(item, answer)
        if kind.endswith("users_select"):
            return self._named(answer, self._state["users"], ("id", "name", "real_name"), "person")
        if kind.endswith(("conversations_select", "channels_select")):
            return self._named(str(answer).removeprefix("#"), self._state["channels"], ("id", "name"), "channel")
        if kind == "datetimepicker" and isinstance(answer, datetime):
            return int(answer.timestamp())
        if kind == "timepicker" and isinstance(answer, time | datetime):
            return answer.strftime("%H:%M")
        if kind == "datepicker" and isinstance(answer, date):
            return answer.strftime("%Y-%m-%d")
        if kind == "rich_text_input" and isinstance(answer, str):
            section = {"type": "rich_text_section", "elements": [{"type": "text", "text": answer}]}
            return {"type": "rich_text", "elements": [section]}
        if kind in ("datetimepicker", "file_input", "rich_text_input"):
            return answer
        return str(answer)

    def _option(self, item: Placed, answer: Any) -> Json:
        asked = item.kind.endswith("external_select")
        offered = self._ask(item, str(answer)) if asked else options(item.element)
        for option in offered:
            if str(answer) in (str(option.get("value")), plain(option.get("text"))):
                return option
        texts = [plain(option.get("text")) for option in offered]
        raise self._problem(f"{item.action_id} does not offer {answer!r}; it offers {texts}")

    def _named(self, answer: Any, things: list[Json], keys: tuple[str, ...], kind: str) -> str:
        for thing in things:
            if any(thing[key] == answer for key in keys):
                return str(thing["id"])
        raise self._problem(f"there is no {kind} {answer!r} to choose")
