"""Interactive elements inside blocks: where they are, what state they have, what a person may put in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

# element type -> (key in state.values, value when nothing is chosen)
_STATE: dict[str, tuple[str, Any]] = {
    "plain_text_input": ("value", None),
    "email_text_input": ("value", None),
    "url_text_input": ("value", None),
    "number_input": ("value", None),
    "rich_text_input": ("rich_text_value", None),
    "file_input": ("files", []),
    "static_select": ("selected_option", None),
    "external_select": ("selected_option", None),
    "radio_buttons": ("selected_option", None),
    "multi_static_select": ("selected_options", []),
    "multi_external_select": ("selected_options", []),
    "checkboxes": ("selected_options", []),
    "users_select": ("selected_user", None),
    "multi_users_select": ("selected_users", []),
    "conversations_select": ("selected_conversation", None),
    "multi_conversations_select": ("selected_conversations", []),
    "channels_select": ("selected_channel", None),
    "multi_channels_select": ("selected_channels", []),
    "datepicker": ("selected_date", None),
    "timepicker": ("selected_time", None),
    "datetimepicker": ("selected_date_time", None),
}
_TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
_FORMS = {
    "datepicker": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "timepicker": re.compile(r"([01]\d|2[0-3]):[0-5]\d"),
    "email_text_input": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "url_text_input": re.compile(r"https?://\S+"),
    "number_input": re.compile(r"-?\d+(\.\d+)?"),
}


@dataclass(frozen=True)
class Placed:
    """An interactive element and the block it is in."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        """The block's id."""
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        """The element's action id."""
        return str(self.element.get("action_id", ""))

    @property
    def kind(self) -> str:
        """The element's type."""
        return str(self.element.get("type", ""))

    @property
    def is_input(self) -> bool:
        """Whether it is in an input block (and waits for the submission)."""
        return self.block.get("type") == "input"

    @property
    def dispatches(self) -> bool:
        """Whether using it tells the app at once."""
        return not self.is_input or bool(self.block.get("dispatch_action"))

    @property
    def has_state(self) -> bool:
        """Whether it appears in state.values."""
        return self.kind in _STATE

    @property
    def state_key(self) -> str:
        """The key of its value in state.values, such as `selected_option`."""
        return _STATE[self.kind][0]


def placed(blocks: Sequence[Json]) -> Iterator[Placed]:
    """Every interactive element, in reading order."""
    for block in blocks:
        inner: list[Any] = []
        kind = block.get("type")
        if kind == "section":
            inner = [block.get("accessory")]
        elif kind == "input":
            inner = [block.get("element")]
        elif kind in ("actions", "context_actions"):
            inner = block.get("elements") or []
        elif kind == "card":
            inner = block.get("actions") or []
        elif kind == "carousel":
            yield from placed(block.get("elements") or [])
        elif kind == "container":
            yield from placed(block.get("child_blocks") or [])
        for element in inner:
            if isinstance(element, dict) and element.get("type") not in (None, "image"):
                yield Placed(block, element)


def find(blocks: Sequence[Json], block_id: str, action_id: str) -> Placed | None:
    """The element with these ids."""
    wanted = (p for p in placed(blocks) if p.block_id == block_id and p.action_id == action_id)
    return next(wanted, None)


def named(blocks: Sequence[Json], new_id: str, surface: str) -> list[Json]:
    """The blocks with an id for each block and element that came without one, as Slack gives them."""
    result: list[Json] = []
    for index, block in enumerate(blocks):
        block = dict(block)
        block.setdefault("block_id", f"{new_id}{surface}{index}")
        for key in ("elements", "actions", "child_blocks"):
            if isinstance(block.get(key), list) and block["type"] not in ("context", "rich_text", "plan"):
                block[key] = [_named_element(e, f"{block['block_id']}.{n}") for n, e in enumerate(block[key])]
        for key in ("accessory", "element"):
            if isinstance(block.get(key), dict):
                block[key] = _named_element(block[key], f"{block['block_id']}.0")
        result.append(block)
    return result


def _named_element(element: Any, name: str) -> Any:
    if not isinstance(element, dict) or element.get("type") == "image":
        return element
    if element.get("type") in ("card",):
        return named([element], name, "c")[0]
    return {**element, "action_id": element.get("action_id") or name}


def empty(kind: str) -> Json:
    """The state of an element nobody has touched."""
    key, nothing = _STATE[kind]
    return {"type": kind, key: list(nothing) if isinstance(nothing, list) else nothing}


def initial(element: Json, conversation: str | None = None) -> Json:
    """The state an element starts with."""
    kind = element["type"]
    state = empty(kind)
    key = _STATE[kind][0]
    given = "initial_" + (key if key == "value" else key.removeprefix("selected_"))
    if kind == "rich_text_input":
        given = "initial_value"
    if given in element:
        state[key] = _clean(element[given])
    elif element.get("default_to_current_conversation") and conversation:
        state[key] = [conversation] if isinstance(state[key], list) else conversation
    return state


def initial_values(blocks: Sequence[Json], conversation: str | None = None, keep: Json | None = None) -> Json:
    """state.values of freshly shown blocks; what was typed stays where block_id and action_id are the same."""
    values: Json = {}
    for item in placed(blocks):
        if item.has_state:
            old = (keep or {}).get(item.block_id, {}).get(item.action_id)
            kept = old if old and old.get("type") == item.kind else None
            values.setdefault(item.block_id, {})[item.action_id] = kept or initial(item.element, conversation)
    return values


def with_typed(blocks: Sequence[Json], values: Json, typed: Mapping[str, Any]) -> Json:
    """state.values with what the person typed put in; unknown ids are left out, as on a screen."""
    result = {block: dict(actions) for block, actions in values.items()}
    for item in placed(blocks):
        value = (typed.get(item.block_id) or {}).get(item.action_id)
        if item.has_state and isinstance(value, dict):
            result.setdefault(item.block_id, {})[item.action_id] = settled(item.element, value)
    return result


def settled(element: Json, value: Mapping[str, Any]) -> Json:
    """A value in exactly the form Slack sends it."""
    kind = element["type"]
    state = empty(kind)
    key = _STATE[kind][0]
    chosen = value.get(key)
    if kind in _TYPED:
        chosen = str(chosen) if chosen not in (None, "") else None
    if chosen is None and isinstance(state[key], list):
        chosen = []
    offered = {str(o.get("value")): o for o in options(element)}
    if key == "selected_option" and isinstance(chosen, dict):
        chosen = _clean(offered.get(str(chosen.get("value")), chosen))
    elif key == "selected_options" and isinstance(chosen, list):
        chosen = [_clean(offered.get(str(o.get("value")), o)) for o in chosen]
    state[key] = chosen
    return state


def options(element: Json) -> list[Json]:
    """The options an element offers, groups flattened."""
    groups = element.get("option_groups") or []
    return list(element.get("options") or []) + [o for g in groups for o in g.get("options", [])]


def is_empty(value: Mapping[str, Any] | None) -> bool:
    """Whether nothing was entered or chosen."""
    return not value or all(v in (None, "", []) for k, v in value.items() if k != "type")


def complaint(element: Json, value: Mapping[str, Any]) -> str | None:
    """What Slack's own client would say about a value before it bothers the app."""
    kind: str = element["type"]
    chosen = value.get(_STATE[kind][0])
    if is_empty(value):
        return None
    if kind == "plain_text_input":
        low, high = element.get("min_length", 0), element.get("max_length", 3000)
        if not low <= len(chosen or "") <= high:
            return f"Please enter between {low} and {high} characters"
    form = _FORMS.get(kind)
    if form and not form.fullmatch(str(chosen)):
        return "Please enter a valid " + kind.split("_")[0].removesuffix("picker")
    if kind == "number_input":
        return _number_complaint(element, str(chosen))
    return _choice_complaint(element, chosen)


def _number_complaint(element: Json, chosen: str) -> str | None:
    number = float(chosen)
    if "." in chosen and not element.get("is_decimal_allowed"):
        return "Please enter a whole number"
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}"
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}"
    return None


def _choice_complaint(element: Json, chosen: Any) -> str | None:
    most = element.get("max_selected_items") or element.get("max_files")
    if most and isinstance(chosen, list) and len(chosen) > most:
        return f"Please choose at most {most}"
    if element["type"] in ("static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow"):
        offered = {o.get("value") for o in options(element)}
        picked = chosen if isinstance(chosen, list) else [chosen]
        if any(not isinstance(o, dict) or o.get("value") not in offered for o in picked):
            return "That option is not offered"
    return None


def _clean(chosen: Any) -> Any:
    if isinstance(chosen, list):
        return [_clean(o) for o in chosen]
    return dict(chosen) if isinstance(chosen, dict) else chosen
