"""What a person sees when something cannot be done or went wrong: at the field where it happened; nothing is lost."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import structlog
from slack_bolt import App, BoltResponse

from podsprint.deps import Deps
from podsprint.domain.problems import Problem, problem
from podsprint.errors import Refused, SlackError, StoreBusy, StoreFull
from podsprint.slack import payloads
from podsprint.slack.payloads import Body, Command
from podsprint.slack.views import help as help_views
from podsprint.slack.views.common import explain
from podsprint.usecases import people

log = structlog.get_logger(__name__)

# Slack's words for a trigger that is past its three seconds, or was used before.
TOO_LATE = ("expired_trigger_id", "exchanged_trigger_id")
SUBMISSION, COMMAND = "view_submission", "command"
WRITTEN_BEHIND = (("note",),)


def register(app: App, deps: Deps) -> None:
    """Bind the app's error handler."""

    @app.error
    def on_error(error: Exception, body: dict[str, Any]) -> BoltResponse:
        if isinstance(error, Refused):
            return _tell(deps, body, error.problems)
        reference = uuid4().hex[:8]
        # The payload holds what somebody typed, so only its kind is logged.
        log.error("listener failed", reference=reference, kind=kind(body), exc_info=error)
        if "event" in body:
            return BoltResponse(status=500, body="")  # not acknowledged: Slack sends it again
        return _tell(deps, body, (_told_as(error, kind(body), reference),))


def kind(body: Body) -> str:
    """What kind of payload this is."""
    return str(body.get("type") or (COMMAND if "command" in body else "unknown"))


def _told_as(error: Exception, payload: str, reference: str) -> Problem:
    """Trouble that somebody can mend says who and how; of the rest, a reference is all there is to say."""
    match error:
        case StoreFull():
            return problem("store_full", reference=reference, typed=payload == SUBMISSION)
        case StoreBusy():
            return problem("store_busy", reference=reference, typed=payload == SUBMISSION)
        case SlackError(code="missing_scope"):
            return problem("scope_missing", scope=error.scope or "?", reference=reference)
        case SlackError(code="expired_trigger_id" | "exchanged_trigger_id" | "invalid_trigger_id"):
            return problem("trigger_expired")
        case SlackError():
            return problem("slack_trouble", code=error.code, reference=reference)
    return problem("unexpected" if payload == SUBMISSION else "unexpected_short", reference=reference)


def _tell(deps: Deps, body: Body, problems: Sequence[Problem]) -> BoltResponse:
    match kind(body):
        case "view_submission":
            return _at_fields(deps, body, problems)
        case "command":
            told = help_views.told(deps.words, problems, typed=_written(payloads.command(body)))
            return _json({"text": told.text, "blocks": list(told.blocks)})
        case "block_suggestion":
            return _json({"options": []})
        case _:
            _in_window(deps, body, problems)
            return BoltResponse(status=200, body="")


def _written(command: Command) -> str:
    """What somebody wrote behind a command, if it is more than its words: Slack has emptied the field they wrote in."""
    return command.rest(1) if command.words[:1] in WRITTEN_BEHIND else ""


def _at_fields(deps: Deps, body: Body, problems: Sequence[Problem]) -> BoltResponse:
    known, fallback = payloads.fields(body), payloads.first_field(body)
    if fallback is None:  # nothing to fill in, and so no place to say it at
        return _json({"response_action": "update", "view": help_views.notice(deps.words, problems)})
    errors: dict[str, str] = {}
    for found in problems:
        place = found.field if found.field in known else fallback
        if place is not None:
            text = explain(deps.words, found, plain=True)
            errors[place] = f"{errors[place]} {text}" if place in errors else text
    return _json({"response_action": "errors", "errors": errors})


def _in_window(deps: Deps, body: Body, problems: Sequence[Problem]) -> None:
    trigger = str(body.get("trigger_id") or "")
    if not trigger:
        return
    if body.get("view", {}).get("type") == "home":  # what it showed is no longer so
        deps.do(people.open_home, people.OpenHome(who=payloads.who(body)))
    notice = help_views.notice(deps.words, problems)
    show = deps.gateway.push_view if body.get("view", {}).get("type") == "modal" else deps.gateway.open_view
    try:
        show(trigger, notice)
    except SlackError as error:
        log.warning("notice not shown", error=str(error))
        if error.code in TOO_LATE:
            # A Home tab and a shortcut leave no other place to answer, so they are told in a direct message.
            deps.do(people.tell_too_late, payloads.who(body))


def _json(body: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=body)
