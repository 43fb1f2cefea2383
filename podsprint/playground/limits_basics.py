"""Collecting complaints, and the small parts blocks are made of: texts, options, confirmations."""

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


class Report:
    """Complaints, each with the place it is about."""

    def __init__(self, path: str = "", problems: list[str] | None = None) -> None:
        self.path = path
        self.problems: list[str] = [] if problems is None else problems

    def at(self, *keys: str | int) -> "Report":
        """The same report, further inside."""
        return Report("/".join([self.path, *map(str, keys)]), self.problems)

    def add(self, text: str) -> None:
        """Complains about this place."""
        self.problems.append(f"[ERROR] {text} [json-pointer:{self.path or '/'}]")

    # Parts -------------------------------------------------------------------------------------------------

    def only(self, value: Json, keys: str) -> None:
        """No other keys than these."""
        for key in value:
            if key not in keys.split():
                self.add(f"invalid additional property: {key}")

    def missing(self, value: Json, key: str, required: bool) -> bool:
        """Whether a field is not there; complains when it has to be."""
        if value.get(key) is not None:
            return False
        if required:
            self.add(f"missing required field: {key}")
        return True

    def string(self, value: Json, key: str, most: int, least: int = 1, required: bool = False) -> None:
        """A string of limited length."""
        if not self.missing(value, key, required):
            self.at(key).length(value[key], most, least)

    def length(self, text: Any, most: int, least: int = 1) -> None:
        """The length of a string."""
        if not isinstance(text, str):
            self.add("must be a string")
        elif len(text) > most:
            self.add(f"must be less than {most + 1} characters")
        elif len(text) < least:
            self.add(f"must be more than {least - 1} characters")

    def flag(self, value: Json, key: str, required: bool = False) -> None:
        """A boolean."""
        if not self.missing(value, key, required) and not isinstance(value[key], bool):
            self.at(key).add("must be a boolean")

    def number(self, value: Json, key: str, least: int, most: int) -> None:
        """A whole number in a range."""
        if self.missing(value, key, required=False):
            return
        number = value[key]
        if isinstance(number, bool) or not isinstance(number, int):
            self.at(key).add("must be an integer")
        elif not least <= number <= most:
            self.at(key).add(f"must be between {least} and {most}")

    def word(self, value: Json, key: str, words: str) -> None:
        """One of a few words."""
        if not self.missing(value, key, required=False) and value[key] not in words.split():
            self.at(key).add(f"must be one of: {words}")

    def items(self, value: Json, key: str, least: int, most: int, required: bool = True) -> list[Any]:
        """A list of limited length."""
        if self.missing(value, key, required):
            return []
        items = value[key]
        if not isinstance(items, list):
            self.at(key).add("must be an array")
            return []
        if len(items) > most:
            self.at(key).add(f"no more than {most} items allowed")
        if len(items) < least:
            self.at(key).add(f"must contain at least {least} items")
        return items

    def plain(self, value: Json, key: str, most: int, required: bool = False) -> None:
        """A plain_text object."""
        self.text(value, key, most, required, kinds=("plain_text",))

    def text(
        self,
        value: Json,
        key: str,
        most: int,
        required: bool = False,
        kinds: tuple[str, ...] = ("plain_text", "mrkdwn"),
    ) -> None:
        """A text object."""
        if not self.missing(value, key, required):
            self.at(key).text_object(value[key], most, kinds)

    def text_object(self, text: Any, most: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> None:
        """A text object of one of these types."""
        if not isinstance(text, Mapping):
            self.add("must provide an object")
            return
        if text.get("type") not in kinds:
            self.at("type").add(f"unsupported type: {text.get('type')}; must be {' or '.join(kinds)}")
            return
        self.only(text, "type text emoji" if text["type"] == "plain_text" else "type text verbatim")
        self.flag(text, "emoji")
        self.flag(text, "verbatim")
        self.string(text, "text", most, required=True)

    def confirm(self, value: Json) -> None:
        """A confirmation dialog."""
        if self.missing(value, "confirm", required=False):
            return
        here, dialog = self.at("confirm"), value["confirm"]
        if not isinstance(dialog, Mapping):
            here.add("must provide an object")
            return
        here.only(dialog, "title text confirm deny style")
        here.plain(dialog, "title", 100, required=True)
        here.text(dialog, "text", 300, required=True)
        here.plain(dialog, "confirm", 30, required=True)
        here.plain(dialog, "deny", 30, required=True)
        here.word(dialog, "style", "primary danger")

    def option(self, option: Any, kinds: tuple[str, ...] = ("plain_text",), link: bool = False) -> None:
        """An option of a menu."""
        if not isinstance(option, Mapping):
            self.add("must provide an object")
            return
        self.only(option, "text value description url" if link else "text value description")
        self.text(option, "text", 75, required=True, kinds=kinds)
        self.string(option, "value", 150, required=True)
        self.text(option, "description", 75, kinds=kinds)
        self.string(option, "url", 3000)
