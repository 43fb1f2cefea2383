"""Slack over HTTP, as it really speaks: signed payloads in its own shapes, against the app behind Flask."""

import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient
from slack_sdk.signature import SignatureVerifier
from werkzeug.test import TestResponse

TEAM, SECRET = "T0ACME", "signed by the playground"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
_STATES = {
    "plain_text_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
}


@dataclass
class Slack:
    """Sends what Slack sends."""

    client: FlaskClient
    secret: str = SECRET

    def send(self, body: str, kind: str = FORM, *, at: float | None = None, signature: str = "") -> TestResponse:
        """A request signed at a time (now, if none is given), or with another signature."""
        stamp = str(int(time.time() if at is None else at))
        signed = SignatureVerifier(self.secret).generate_signature(timestamp=stamp, body=body)
        headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature or str(signed)}
        return self.client.post("/slack/events", data=body, content_type=kind, headers=headers)

    def command(self, user: str, text: str, *, channel: str = "C1", team: str = TEAM) -> TestResponse:
        """A slash command."""
        return self.send(command_body(user, text, channel=channel, team=team))

    def interact(self, payload: dict[str, Any]) -> TestResponse:
        """Anything that comes as a payload: buttons, forms, shortcuts, menus."""
        return self.send(urlencode({"payload": json.dumps(payload)}))

    def submit(self, user: str, view: dict[str, Any], answers: dict[str, Any], *, team: str = TEAM) -> TestResponse:
        """A form, filled in and sent."""
        shown = {**view, "id": "V1", "team_id": team, "hash": "1.a", "state": {"values": state(view, answers)}}
        return self.interact({"type": "view_submission", **person(user, team), "view": shown, "response_urls": []})

    def press(self, user: str, action: str, value: str, *, team: str = TEAM) -> TestResponse:
        """A button on a message."""
        message = {"type": "message_action", "channel": {"id": "C1"}, "container": {"type": "message"}}
        pressed = {"action_id": action, "block_id": "b", "type": "button", "value": value, "action_ts": "1.0"}
        return self.interact({**message, "type": "block_actions", **person(user, team), "actions": [pressed]})

    def suggest(self, user: str, action: str, typed: str) -> list[str]:
        """What a menu offers while one types."""
        asked = {"type": "block_suggestion", **person(user, TEAM), "action_id": action, "block_id": "b", "value": typed}
        answer = self.interact({**asked, "container": {"type": "view"}, "view": {"type": "modal", "id": "V1"}})
        assert answer.status_code == 200
        return [option["value"] for option in answer.get_json()["options"]]

    def home_opened(self, user: str, *, event_id: str = "Ev1", tab: str = "home") -> TestResponse:
        """Somebody opens the app's Home."""
        event = {"type": "app_home_opened", "user": user, "channel": "D1", "tab": tab, "event_ts": "1.0"}
        body = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A0PLAYGRND", "event": event}
        sent = json.dumps({**body, "event_id": event_id, "event_time": 1, "authorizations": []})
        return self.send(sent, JSON)


def command_body(user: str, text: str, *, channel: str = "C1", team: str = TEAM) -> str:
    """A slash command as Slack encodes it."""
    return urlencode(
        {
            "token": "t",
            "team_id": team,
            "team_domain": "acme",
            "channel_id": channel,
            "channel_name": "pod-north",
            "user_id": user,
            "user_name": "name",
            "command": "/pod",
            "text": text,
            "api_app_id": "A0PLAYGRND",
            "is_enterprise_install": "false",
            "response_url": "https://hooks.example.com/1",
            "trigger_id": "1.2.made-up",
        }
    )


def person(user: str, team: str) -> dict[str, Any]:
    """Who sends something, in what Slack's interactive payloads share."""
    return {
        "team": {"id": team, "domain": "acme"},
        "user": {"id": user, "username": "name", "name": "name", "team_id": team},
        "api_app_id": "A0PLAYGRND",
        "token": "t",
        "trigger_id": "1.2.made-up",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def state(view: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    """``state.values`` for these answers, by block id; what is not answered keeps what the form came with."""
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert set(answers) <= set(inputs), set(answers) - set(inputs)
    return {
        block: {element["action_id"]: _value(element, block in answers, answers.get(block))}
        for block, element in inputs.items()
    }


def _value(element: dict[str, Any], answered: bool, answer: Any) -> dict[str, Any]:
    kind = element["type"]
    if kind == "checkboxes":
        ticked = [{"value": one} for one in answer or ()] if answered else element.get("initial_options", [])
        return {"type": kind, "selected_options": ticked}
    if kind not in _STATES:  # a menu or radio buttons
        chosen = {"value": answer, "text": {"type": "plain_text", "text": str(answer)}} if answer else None
        return {"type": kind, "selected_option": chosen if answered else element.get("initial_option")}
    name = _STATES[kind]
    initial = element.get("initial_value" if name == "value" else name.replace("selected", "initial"))
    return {"type": kind, name: answer if answered else initial}
