"""Limits of the interactive elements inside blocks, and where each may stand."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from .limits_basics import Json, Report

_SELECTS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
_MULTI = tuple(f"multi_{kind}" for kind in _SELECTS)
_PICKERS = ("checkboxes", "radio_buttons", "datepicker", "timepicker")
_COMMON = (*_SELECTS, *_MULTI, *_PICKERS)
_TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input")
PLACES = {
    "section": {*_COMMON, "button", "overflow", "image", "workflow_button"},
    "actions": {*_COMMON, "button", "overflow", "datetimepicker", "workflow_button", "rich_text_input"},
    "input": {*_COMMON, *_TYPED, "datetimepicker", "file_input"},
    "context_actions": {"feedback_buttons", "icon_button"},
    "card": {"button"},
}
_BOTH = ("plain_text", "mrkdwn")
_FILTERS = "im mpim private public"


def element(report: Report, value: Any, place: str, surface: str) -> None:
    """Checks one element in a block of type `place` on a surface."""
    if not isinstance(value, Mapping):
        report.add("must provide an object")
        return
    kind = value.get("type")
    if kind not in _CHECKS:
        report.at("type").add(f"unsupported type: {kind}")
        return
    if kind not in PLACES[place]:
        report.at("type").add(f"unsupported type: {kind} is not allowed in {place} blocks")
        return
    if kind == "file_input" and surface != "modal":
        report.at("type").add("unsupported type: file_input is only allowed in modals")
    keys, check = _CHECKS[kind]
    report.only(value, "type action_id " + keys)
    report.string(value, "action_id", 255)
    if "placeholder" in keys:
        report.plain(value, "placeholder", 150)
    if "confirm" in keys and kind != "image":
        report.confirm(value)
    report.flag(value, "focus_on_load")
    if value.get("response_url_enabled") and (place != "input" or surface != "modal"):
        report.at("response_url_enabled").add("is only allowed in input blocks of modals")
    check(report, value)


def image(report: Report, value: Json) -> None:
    """An image, as an element or a block."""
    if (value.get("image_url") is None) == (value.get("slack_file") is None):
        report.add("must provide either image_url or slack_file")
    report.string(value, "image_url", 3000)
    report.string(value, "alt_text", 2000, required=True)


def _button(report: Report, value: Json) -> None:
    report.plain(value, "text", 75, required=True)
    report.string(value, "url", 3000)
    report.string(value, "value", 2000, least=0)
    report.string(value, "accessibility_label", 75)
    report.string(value, "agent_prompt", 4000)
    report.word(value, "style", "primary danger")


def _boxes(report: Report, value: Json) -> None:
    _offered(report, value, report.items(value, "options", 1, 10), kinds=_BOTH)


def _overflow(report: Report, value: Json) -> None:
    for index, option in enumerate(report.items(value, "options", 2, 5)):
        report.at("options", index).option(option, link=True)


def _static(report: Report, value: Json) -> None:
    if (value.get("options") is None) == (value.get("option_groups") is None):
        report.add("must provide either options or option_groups")
        return
    if value.get("options") is not None:
        _offered(report, value, report.items(value, "options", 1, 100))
        return
    options: list[Any] = []
    for index, group in enumerate(report.items(value, "option_groups", 1, 100)):
        here = report.at("option_groups", index)
        if not isinstance(group, Mapping):
            here.add("must provide an object")
            continue
        here.only(group, "label options")
        here.plain(group, "label", 75, required=True)
        inner = here.items(group, "options", 1, 100)
        for number, option in enumerate(inner):
            here.at("options", number).option(option)
        options += inner
    _initial(report, value, options)
    report.number(value, "max_selected_items", 1, 100)


def _offered(report: Report, value: Json, options: list[Any], kinds: tuple[str, ...] = ("plain_text",)) -> None:
    for index, option in enumerate(options):
        report.at("options", index).option(option, kinds)
    _initial(report, value, options)
    report.number(value, "max_selected_items", 1, 100)


def _initial(report: Report, value: Json, options: list[Any]) -> None:
    if value.get("initial_option") is not None and value["initial_option"] not in options:
        report.at("initial_option").add("must be one of the options, exactly")
    chosen = report.items(value, "initial_options", 1, 100, required=False)
    if any(option not in options for option in chosen):
        report.at("initial_options").add("must be among the options, exactly")


def _external(report: Report, value: Json) -> None:
    report.number(value, "min_query_length", 0, 100)
    report.number(value, "max_selected_items", 1, 100)
    if value.get("initial_option") is not None:
        report.at("initial_option").option(value["initial_option"])
    for index, option in enumerate(report.items(value, "initial_options", 1, 100, required=False)):
        report.at("initial_options", index).option(option)


def _people(report: Report, value: Json) -> None:
    for key in ("initial_user", "initial_conversation", "initial_channel"):
        report.string(value, key, 255)
    for key in ("initial_users", "initial_conversations", "initial_channels"):
        for index, one in enumerate(report.items(value, key, 0, 100, required=False)):
            report.at(key, index).length(one, 255)
    report.number(value, "max_selected_items", 1, 100)
    wanted = value.get("filter")
    if isinstance(wanted, Mapping):
        here = report.at("filter")
        here.only(wanted, "include exclude_external_shared_channels exclude_bot_users")
        if not wanted:
            here.add("must not be empty")
        for index, word in enumerate(here.items(wanted, "include", 1, 4, required=False)):
            if word not in _FILTERS.split():
                here.at("include", index).add(f"must be one of: {_FILTERS}")


def _form(key: str, pattern: str, example: str) -> Callable[[Report, Json], None]:
    def check(report: Report, value: Json) -> None:
        if value.get(key) is not None and not re.fullmatch(pattern, str(value[key])):
            report.at(key).add(f"must look like {example}")

    return check


def _typed(report: Report, value: Json) -> None:
    report.string(value, "initial_value", 3000, least=0)
    report.flag(value, "multiline")
    report.number(value, "min_length", 0, 3000)
    report.number(value, "max_length", 1, 3000)
    low, high = value.get("min_length"), value.get("max_length")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        report.at("min_length").add("must not be greater than max_length")
    dispatch = value.get("dispatch_action_config")
    if isinstance(dispatch, Mapping):
        here = report.at("dispatch_action_config")
        for index, word in enumerate(here.items(dispatch, "trigger_actions_on", 1, 2)):
            if word not in ("on_enter_pressed", "on_character_entered"):
                here.at("trigger_actions_on", index).add("must be on_enter_pressed or on_character_entered")


def _number(report: Report, value: Json) -> None:
    report.flag(value, "is_decimal_allowed", required=True)
    for key in ("initial_value", "min_value", "max_value"):
        if value.get(key) is not None and not re.fullmatch(r"-?\d+(\.\d+)?", str(value[key])):
            report.at(key).add("must be a number in a string")


def _rich(report: Report, value: Json) -> None:
    given = value.get("initial_value")
    if given is not None and (not isinstance(given, Mapping) or given.get("type") != "rich_text"):
        report.at("initial_value").add("must be a rich_text block")
    report.number(value, "min_lines", 1, 100)
    report.number(value, "max_lines", 1, 100)


def _file(report: Report, value: Json) -> None:
    report.number(value, "max_files", 1, 10)
    for index, one in enumerate(report.items(value, "filetypes", 1, 100, required=False)):
        report.at("filetypes", index).length(one, 20)


def _feedback(report: Report, value: Json) -> None:
    for key in ("positive_button", "negative_button"):
        if not report.missing(value, key, required=True) and isinstance(value[key], Mapping):
            here = report.at(key)
            here.plain(value[key], "text", 75, required=True)
            here.string(value[key], "value", 2000, required=True)
            here.string(value[key], "accessibility_label", 75)


def _icon(report: Report, value: Json) -> None:
    report.plain(value, "text", 75, required=True)
    report.string(value, "icon", 75, required=True)
    report.string(value, "value", 2000, least=0)
    report.string(value, "accessibility_label", 75)


def _workflow(report: Report, value: Json) -> None:
    report.plain(value, "text", 75, required=True)
    report.missing(value, "workflow", required=True)
    report.word(value, "style", "primary danger")


_MENU = "placeholder confirm focus_on_load "
_FIELD = "placeholder focus_on_load initial_value dispatch_action_config "
_ROOMS = "default_to_current_conversation filter "
_TIME = r"([01]\d|2[0-3]):[0-5]\d"
# type -> (further keys it may have, what else to look at)
_CHECKS: dict[str, tuple[str, Callable[[Report, Json], None]]] = {
    "button": ("text url value style confirm accessibility_label agent_prompt", _button),
    "checkboxes": ("options initial_options confirm focus_on_load", _boxes),
    "radio_buttons": ("options initial_option confirm focus_on_load", _boxes),
    "overflow": ("options confirm", _overflow),
    "static_select": (_MENU + "options option_groups initial_option", _static),
    "multi_static_select": (_MENU + "options option_groups initial_options max_selected_items", _static),
    "external_select": (_MENU + "initial_option min_query_length", _external),
    "multi_external_select": (_MENU + "initial_options min_query_length max_selected_items", _external),
    "users_select": (_MENU + "initial_user", _people),
    "multi_users_select": (_MENU + "initial_users max_selected_items", _people),
    "conversations_select": (_MENU + _ROOMS + "initial_conversation response_url_enabled", _people),
    "multi_conversations_select": (_MENU + _ROOMS + "initial_conversations max_selected_items", _people),
    "channels_select": (_MENU + "initial_channel response_url_enabled", _people),
    "multi_channels_select": (_MENU + "initial_channels max_selected_items", _people),
    "datepicker": (_MENU + "initial_date", _form("initial_date", r"\d{4}-\d{2}-\d{2}", "2026-12-31")),
    "timepicker": (_MENU + "initial_time timezone", _form("initial_time", _TIME, "09:30")),
    "datetimepicker": ("confirm focus_on_load initial_date_time", _form("initial_date_time", r"\d{10}", "1800000000")),
    "plain_text_input": (_FIELD + "multiline min_length max_length", _typed),
    "email_text_input": (_FIELD, _typed),
    "url_text_input": (_FIELD, _typed),
    "number_input": (_FIELD + "is_decimal_allowed min_value max_value", _number),
    "rich_text_input": (_FIELD + "min_lines max_lines", _rich),
    "file_input": ("filetypes max_files", _file),
    "image": ("image_url slack_file alt_text", image),
    "feedback_buttons": ("positive_button negative_button", _feedback),
    "icon_button": ("icon text value confirm accessibility_label visible_to_user_ids", _icon),
    "workflow_button": ("text workflow style accessibility_label", _workflow),
}
