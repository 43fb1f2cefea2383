"""Slack, as far as the tokens let us look: each token by a call of its own, permissions, the socket, the clock."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from podsprint.config import Settings
from podsprint.doctor.finding import Finding, Findings, failure, fine, unseen, warning
from podsprint.doctor.manifest import ESSENTIAL, Manifest

_SECONDS = 10
_CLOCK_WARNS, _CLOCK_FAILS = 30, 300  # Slack's signatures over HTTP are refused after five minutes
_APPS = "https://api.slack.com/apps"
_BOT, _APP = "bot token", "app-level token"
_REMEDIES = {
    "invalid_auth": "Slack does not know it. Copy it anew from the app's settings, and look for a letter too many.",
    "not_authed": "Slack got no token at all. Set it in .env.",
    "token_revoked": "It was revoked. Install the app again (Install App), and put the new token into .env.",
    "token_expired": "It has run out. Switch token rotation off, install the app again, put the new token into .env.",
    "account_inactive": "The app was taken off the workspace. Install it again, and put the new token into .env.",
    "not_allowed_token_type": "It is of another kind. The bot token begins with xoxb-, the app-level one with xapp-.",
    "missing_scope": "It needs connections:write. Make a new one: Basic Information, App-Level Tokens.",
    "forbidden_team": "Socket Mode is off. Switch it on under Socket Mode in the app's settings.",
    "ratelimited": "Slack asks for a pause. Try again in a minute.",
}
_NO_WAY = "Slack cannot be reached from here. Look at the network, the proxy (HTTPS_PROXY), and SLACK_API_URL."


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack said, or why nothing came."""

    error: str = ""
    reached: bool = True
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] | None = None


def call(settings: Settings, token: str, method: str, **arguments: Any) -> Answer:
    """Ask Slack once."""
    client = WebClient(token=token, base_url=settings.slack_api_url, timeout=_SECONDS)
    client.retry_handlers = []
    try:
        answer = client.api_call(method, params=arguments)
    except SlackApiError as error:
        said = error.response
        is_plain = isinstance(said, dict)
        code = str(said.get("error") or (said.get("status") if is_plain else said.status_code))
        return Answer(error=code, headers=_lower(said.get("headers") if is_plain else said.headers))
    except (OSError, HTTPException, SlackClientError) as error:
        return Answer(error=str(getattr(error, "reason", "")) or type(error).__name__, reached=False)
    return Answer(body=dict(answer.data) if isinstance(answer.data, dict) else {}, headers=_lower(answer.headers))


def examine(settings: Settings, manifest: Manifest, now: datetime) -> Findings:
    """Everything about Slack."""
    told = call(settings, settings.slack_bot_token, "auth.test") if settings.slack_bot_token else Answer("not_authed")
    yield _token(_BOT, "SLACK_BOT_TOKEN", told, _who(told))
    if told.body is not None:
        yield from _scopes(told, manifest)
    yield from _transport(settings, told)
    if told.headers and "date" in told.headers:
        yield _clock(told.headers["date"], now, over_http=not settings.slack_app_token)
    yield from _subscriptions(settings, manifest, told)


def _token(check: str, setting: str, answer: Answer, seen: str) -> Finding:
    if answer.body is not None:
        return fine(check, seen)
    if not answer.reached:
        return failure(check, f"no answer: {answer.error}", _NO_WAY)
    remedy = _REMEDIES.get(answer.error, "Slack's reference of the method names this error.")
    return failure(check, f"{setting}: {answer.error}", remedy)


def _who(answer: Answer) -> str:
    body = answer.body or {}
    return f"{body.get('user')} on {body.get('team')} ({body.get('team_id')})"


def _scopes(answer: Answer, manifest: Manifest) -> Findings:
    granted = {scope.strip() for scope in (answer.headers or {}).get("x-oauth-scopes", "").split(",") if scope.strip()}
    missing = [scope for scope in manifest.scopes if scope not in granted]
    again = "Add it under OAuth & Permissions (or paste the manifest anew), then install the app again."
    for scope in missing:
        seen = f"{scope} is missing. It is for: {manifest.scopes[scope] or 'see manifest.yml'}"
        yield failure("permission", seen, again) if scope in ESSENTIAL else warning("permission", seen, again)
    if not missing:
        yield fine("permissions", f"all {len(manifest.scopes)} of the manifest are granted")
    if unasked := sorted(granted - set(manifest.scopes)):
        remedy = "It asks for more than it uses. Take them out under OAuth & Permissions, and install the app again."
        yield warning("permissions", f"granted but never used: {', '.join(unasked)}", remedy)


def _transport(settings: Settings, told: Answer) -> Findings:
    if not settings.slack_app_token:
        if settings.slack_signing_secret:
            yield fine("way in", "over HTTP: SLACK_SIGNING_SECRET is set, and Slack has to reach this machine")
        else:
            remedy = "Set SLACK_APP_TOKEN (xapp-...) for Socket Mode; or, over HTTP, SLACK_SIGNING_SECRET."
            yield failure(_APP, "SLACK_APP_TOKEN is not set", remedy)
        return
    opened = call(settings, settings.slack_app_token, "apps.connections.open")
    yield _token(_APP, "SLACK_APP_TOKEN", opened, "opens Socket Mode connections")
    if opened.body is not None:
        yield from _same_app(settings, told)
        yield _reachable(str(opened.body.get("url", "")))


def _same_app(settings: Settings, told: Answer) -> Findings:
    """An app-level token carries its app's id, xapp-1-A0..., and the bot can say whose it is."""
    parts = settings.slack_app_token.split("-")
    bot = str((told.body or {}).get("bot_id", ""))
    if len(parts) < 4 or not parts[2].startswith("A") or not bot:
        return
    found = call(settings, settings.slack_bot_token, "bots.info", bot=bot)
    app = str(((found.body or {}).get("bot") or {}).get("app_id", ""))
    if app and app != parts[2]:
        remedy = f"Take both from one app: {_APPS}/{app}"
        yield failure("tokens", f"the bot token is of app {app}, the app-level token of {parts[2]}", remedy)


def _reachable(url: str) -> Finding:
    """No connection is made: Slack would hand it what people click while nobody here could answer."""
    place = urlsplit(url)
    port = place.port or (443 if place.scheme == "wss" else 80)
    try:
        socket.create_connection((place.hostname or "", port), timeout=_SECONDS).close()
    except OSError as error:
        remedy = "A firewall or proxy lets Slack's API through, but not its WebSockets (wss, port 443). Open it."
        return failure("socket", f"{place.hostname}:{port} does not answer: {error}", remedy)
    return fine("socket", f"{place.hostname}:{port} answers")


def _clock(date: str, now: datetime, *, over_http: bool) -> Finding:
    off = (now - parsedate_to_datetime(date)).total_seconds()
    seen = f"{abs(off):.0f} seconds {'ahead of' if off > 0 else 'behind'} Slack's"
    remedy = "Set it by a time server (timedatectl set-ntp true): sessions would open at the wrong time."
    if abs(off) <= _CLOCK_WARNS:
        return fine("clock", f"agrees with Slack's to {_CLOCK_WARNS} seconds")
    if over_http and abs(off) >= _CLOCK_FAILS:
        return failure("clock", seen, f"{remedy} Slack's requests are refused as too old.")
    return warning("clock", seen, remedy)


def _subscriptions(settings: Settings, manifest: Manifest, told: Answer) -> Findings:
    app = ""
    if told.body is not None:
        found = call(settings, settings.slack_bot_token, "bots.info", bot=told.body.get("bot_id", ""))
        app = str(((found.body or {}).get("bot") or {}).get("app_id", ""))
    page = f"{_APPS}/{app}/app-manifest" if app else f"{_APPS}, your app, App Manifest"
    yield unseen(
        "app settings",
        f"events ({', '.join(manifest.events)}), {', '.join(manifest.commands)}, {len(manifest.shortcuts)} shortcuts, "
        "interactivity, Home and Messages tab: Slack shows them to no bot",
        f"Compare {page} with {manifest.path}; pasting the one over the other and saving is safe.",
    )


def _lower(headers: Any) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in dict(headers or {}).items()}
