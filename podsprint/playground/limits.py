"""Slack's limits on messages and views, as plain functions that return complaints.

Standard library only, so that any test can use it::

    assert check_view(view) == []
    assert check_message({"text": ..., "blocks": [...]}) == []

Complaints look like Slack's: `[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]`.
Where sources contradict one another, the stricter one is used.
"""

import json
from typing import Any

from .limits_basics import Report
from .limits_blocks import block_list
from .limits_elements import element

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
VIEW_BYTES = 250 * 1024
MESSAGE_TEXT = 40_000  # beyond this Slack takes no message at all
UPDATE_TEXT = 4_000  # chat.update; and above about 4,040 a posted message is split into several
MARKDOWN = 12_000
ATTACHMENTS = 100
METADATA_BYTES = 8_000  # Slack publishes no number; far below this is wise
_VIEW_KEYS = (
    "type title submit close blocks private_metadata callback_id external_id clear_on_close notify_on_close "
    "submit_disabled"
)


def check_message(payload: dict[str, Any]) -> list[str]:
    """Complaints about a message: `text`, `blocks`, `attachments`, `metadata`. None of them is required here."""
    report = Report()
    text = payload.get("text")
    if text is not None and not isinstance(text, str):
        report.at("text").add("must be a string")
    elif text and len(text) > MESSAGE_TEXT:
        report.at("text").add(f"msg_too_long: must be less than {MESSAGE_TEXT + 1} characters")
    problems = report.problems + check_blocks(payload.get("blocks") or [], "message")
    attachments = payload.get("attachments") or []
    if not isinstance(attachments, list):
        problems.append("[ERROR] must be an array [json-pointer:/attachments]")
    else:
        if len(attachments) > ATTACHMENTS:
            problems.append(f"[ERROR] no more than {ATTACHMENTS} items allowed [json-pointer:/attachments]")
        for index, one in enumerate(attachments):
            inner = one.get("blocks") or [] if isinstance(one, dict) else []
            problems += check_blocks(inner, "message", f"/attachments/{index}/blocks")
    if payload.get("metadata"):
        problems += check_metadata(payload["metadata"])
    return problems


def advise_message(payload: dict[str, Any]) -> list[str]:
    """What Slack takes but people suffer from: no text for screen readers and notifications, or text that is split."""
    text = payload.get("text") or ""
    advice = []
    if payload.get("blocks") and not text.strip():
        advice.append("text is missing: notifications and screen readers have only that")
    if len(text) > UPDATE_TEXT:
        advice.append(f"text is longer than {UPDATE_TEXT} characters: Slack splits it, and it can never be updated")
    return advice


def check_view(view: dict[str, Any]) -> list[str]:
    """Complaints about a modal or Home."""
    report = Report("/view")
    kind = view.get("type")
    if kind not in ("modal", "home"):
        report.at("type").add("must be modal or home")
        return report.problems
    report.only(view, _VIEW_KEYS)
    if kind == "modal":
        report.plain(view, "title", 24, required=True)
        report.plain(view, "submit", 24)
        report.plain(view, "close", 24)
    else:
        for key in ("submit", "close"):
            if view.get(key) is not None:
                report.add(f"invalid additional property: {key}")
        report.plain(view, "title", 24)
    report.string(view, "private_metadata", 3000, least=0)
    report.string(view, "callback_id", 255, least=0)
    report.string(view, "external_id", 255, least=0)
    for key in ("clear_on_close", "notify_on_close", "submit_disabled"):
        report.flag(view, key)
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        report.add("missing required field: blocks")
        return report.problems
    problems = report.problems + check_blocks(blocks, kind, "/view/blocks")
    if kind == "modal" and view.get("submit") is None and any(_is(block, "input") for block in blocks):
        problems.append("[ERROR] missing required field: submit [json-pointer:/view]")
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        problems.append("[ERROR] view_too_large: must be at most 250 KB [json-pointer:/view]")
    return problems


def check_blocks(blocks: list[Any], surface: str, path: str = "/blocks") -> list[str]:
    """Complaints about blocks on a surface: `message`, `modal` or `home`."""
    report = Report(path)
    if not isinstance(blocks, list):
        report.add("must be an array")
        return report.problems
    most = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    if len(blocks) > most:
        report.add(f"no more than {most} items allowed")
    block_list(report, blocks, surface)
    return report.problems


def check_metadata(metadata: Any) -> list[str]:
    """Complaints about message metadata."""
    report = Report("/metadata")
    if not isinstance(metadata, dict):
        report.add("must be an object")
        return report.problems
    report.only(metadata, "event_type event_payload entities")
    report.string(metadata, "event_type", 255, required=True)
    if not isinstance(metadata.get("event_payload"), dict):
        report.at("event_payload").add("must be an object")
    return report.problems


def check_options(select: dict[str, Any]) -> list[str]:
    """Complaints about the options an app offers for an external select; an empty list is fine."""
    report = Report()
    if select.get("options") == []:
        return []
    element(report, select, "input", "modal")
    return report.problems


def _is(block: Any, kind: str) -> bool:
    return isinstance(block, dict) and block.get("type") == kind
