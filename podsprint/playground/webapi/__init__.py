"""The Web API: one table of methods, and one road every call takes."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from ..errors import SlackError
from ..faults import Fault
from ..hub import Hub, Recorded
from ..methods import METHODS, Method
from ..state import Json
from ..traffic import without_secrets
from . import chat, conversations, extras, files, history, users, views
from .call import Call

HANDLERS: dict[str, Callable[[Call], Json]] = {
    "api.test": users.api_test,
    "auth.test": users.auth_test,
    "apps.connections.open": users.connections_open,
    "team.info": users.team_info,
    "bots.info": users.bots_info,
    "chat.postMessage": chat.post_message,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.update": chat.update,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "conversations.create": conversations.create,
    "conversations.open": conversations.open_direct,
    "conversations.info": conversations.info,
    "conversations.list": conversations.list_channels,
    "conversations.members": conversations.members,
    "conversations.invite": conversations.invite,
    "conversations.kick": conversations.kick,
    "conversations.join": conversations.join,
    "conversations.leave": conversations.leave,
    "conversations.archive": conversations.archive,
    "conversations.rename": conversations.rename,
    "conversations.setTopic": conversations.set_topic,
    "conversations.setPurpose": conversations.set_purpose,
    "conversations.history": history.history,
    "conversations.replies": history.replies,
    "users.info": users.info,
    "users.list": users.list_users,
    "users.lookupByEmail": users.lookup_by_email,
    "users.conversations": users.conversations,
    "users.profile.get": users.profile_get,
    "views.open": views.open_view,
    "views.push": views.push,
    "views.update": views.update,
    "views.publish": views.publish,
    "reactions.add": extras.add_reaction,
    "reactions.remove": extras.remove_reaction,
    "reactions.get": extras.get_reactions,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.completeUploadExternal": files.complete_upload,
    "files.info": files.info,
    "files.delete": files.delete,
    "bookmarks.add": extras.add_bookmark,
    "bookmarks.list": extras.list_bookmarks,
}


class WebApi:
    """Serves `/api/METHOD`."""

    def __init__(self, hub: Hub, stopping: asyncio.Event) -> None:
        self._hub = hub
        self._stopping = stopping

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answers one call."""
        method = request.match_info["method"]
        with self._hub.activity.busy():
            started = time.perf_counter()
            token, args = await _read(request)
            fault = self._hub.faults.take(method)
            if fault and fault.fault in ("timeout_before", "drop_before"):
                self._record(method, args, SlackError(fault.fault).body(), started)
            else:
                answer = self.answer(method, token, args, fault)
                self._record(method, args, answer, started)
        if fault and fault.fault.startswith("timeout"):
            await self._hang(request)
            return _broken(request)
        if fault and fault.fault.startswith("drop"):
            return _broken(request)
        return _response(answer, self._hub)

    def answer(self, method: str, token: str | None, args: Json, fault: Fault | None) -> Json:
        """What Slack would answer, and the effect."""
        try:
            if fault:
                _raise_at_once(fault)
            facts = METHODS.get(method)
            if facts is None:
                raise SlackError("unknown_method", req_method=method)
            self._check(method, facts, token, args)
            return {"ok": True, **HANDLERS[method](Call(self._hub, method, args))}
        except SlackError as refused:
            return refused.body()

    def _check(self, method: str, facts: Method, token: str | None, args: Json) -> None:
        hub, config = self._hub, self._hub.config
        if not token and method == "api.test":
            return
        if not token:
            raise SlackError("not_authed")
        if token in hub.world.revoked:
            raise SlackError("token_revoked")
        if token not in (config.bot_token, config.app_token):
            raise SlackError("invalid_auth")
        if method != "api.test" and facts.app_token != (token == config.app_token):
            raise SlackError("not_allowed_token_type")
        wait = hub.pacer.method(method, facts.tier)
        if wait is not None:
            raise SlackError("ratelimited", retry_after=wait)
        Call(hub, method, args).need(*facts.scopes)
        missing = [name for name in facts.required if args.get(name) in (None, "")]
        empty_is_fine = {"conversations.setTopic", "conversations.setPurpose"}
        if method in empty_is_fine:
            missing = [name for name in missing if name not in args]
        if missing:
            raise SlackError("invalid_arguments", [f"[ERROR] missing required field: {name}" for name in missing])

    def _record(self, method: str, args: Json, answer: Json, started: float) -> None:
        ms = (time.perf_counter() - started) * 1000
        error = None if answer["ok"] else answer["error"]
        clean = without_secrets(args)
        self._hub.calls.append(Recorded(method, clean, answer["ok"], error, answer))
        summary = str(args.get("text") or args.get("channel") or args.get("user_id") or "")[:120]
        body = {"args": clean, "answer": answer}
        self._hub.traffic.note("from_app", method, body, error, ms, summary)

    async def _hang(self, request: web.Request) -> None:
        deadline = time.monotonic() + self._hub.hang_seconds
        while time.monotonic() < deadline and not self._stopping.is_set():
            if request.transport is None or request.transport.is_closing():
                return
            await asyncio.sleep(0.02)


def _raise_at_once(fault: Fault) -> None:
    if fault.fault == "429":
        raise SlackError("ratelimited", retry_after=fault.retry_after)
    if fault.fault == "500":
        raise SlackError("internal_error", http_status=500)
    if fault.fault == "revoked":
        raise SlackError("token_revoked")
    if not fault.fault.startswith(("timeout", "drop")):
        raise SlackError(fault.fault)


async def _read(request: web.Request) -> tuple[str | None, Json]:
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            body = {}
        args |= body if isinstance(body, dict) else {}
    elif request.method == "POST":
        form = await request.post()
        args |= {key: value for key, value in form.items() if isinstance(value, str)}
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    given = args.pop("token", None)
    return (token.strip() if scheme.lower() == "bearer" else given), args


def _broken(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _response(answer: dict[str, Any], hub: Hub) -> web.Response:
    headers = {"x-oauth-scopes": ",".join(hub.config.bot_scopes), "x-slack-req-id": str(len(hub.calls))}
    status = int(answer.pop("http_status", 200))
    wait = answer.pop("retry_after", None)
    if wait is not None:
        return web.json_response(answer, status=429, headers=headers | {"Retry-After": str(wait)})
    return web.json_response(answer, status=status, headers=headers)
