"""Messages that become notes or experiments, and what happens to them in Slack afterwards."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from slack_bolt import App

from podsprint.deps import Deps
from podsprint.domain.experiments import EXPERIMENT_LIMITS, OPEN
from podsprint.domain.problems import problem
from podsprint.domain.text import clean
from podsprint.errors import Refused
from podsprint.slack import copied, payloads
from podsprint.slack.ids import Shortcut
from podsprint.slack.listeners.area import Area
from podsprint.slack.payloads import Form, Press
from podsprint.slack.views import experiments as experiment_views
from podsprint.slack.views import notes as views
from podsprint.usecases import copies, experiments


def save(deps: Deps, press: Press) -> None:
    """A message, as a note. Somebody else's words are for one's own eyes only, whatever is chosen."""
    mine = [line for line in deps.look(experiments.mine, press.who) if line.state in OPEN]
    if not mine:
        raise Refused(problem("no_experiment"))
    text, whole = _text(deps, press, views.NOTE_LIMIT)
    form = views.observation_form(deps.words, mine, note=text, quoted=_quoted(press), cut=not whole)
    deps.gateway.open_view(press.trigger_id, _from(form, press, text))


def turn(deps: Deps, press: Press) -> None:
    """A message, as an experiment: one's own words are filled in, another's are shown to start from."""
    text, _ = _text(deps, press, EXPERIMENT_LIMITS["hypothesis"])
    model = deps.look(experiments.form_here, press.who, press.channel, deps.now())
    if _quoted(press):
        form = experiment_views.experiment_form(deps.words, replace(model, quote=text))
        deps.gateway.open_view(press.trigger_id, form)
    else:
        source = _source(press, text)
        form = experiment_views.experiment_form(deps.words, replace(model, draft=text, source=source))
        deps.gateway.open_view(press.trigger_id, form)


def source_of(form: Form, text: str) -> copies.Source | None:
    """The message a form was opened from, and whether the text is still what was copied."""
    kept = form.meta("source")
    if not isinstance(kept, dict):
        return None
    return copies.Source(
        channel=str(kept.get("channel")),
        ts=str(kept.get("ts")),
        quoted=bool(kept.get("quoted")),
        exact=kept.get("of") == _mark(text),
    )


def register(app: App, deps: Deps) -> None:
    """Bind the event. It comes for every message of a pod's channel: only edits and deletions are looked at."""

    @app.event("message")
    def heard(body: dict[str, Any]) -> None:
        found = payloads.changed_message(body)
        if found is None or not deps.look(copies.any_of, found.team, found.channel, found.ts):
            return
        text = None if found.text is None else copied.plain_text(found.text, _someone(deps))
        at = datetime.fromtimestamp(found.at, UTC)
        follow = copies.Follow(team=found.team, channel=found.channel, ts=found.ts, text=text, at=at)
        deps.do(copies.follow, follow)


def _text(deps: Deps, press: Press, limit: int) -> tuple[str, bool]:
    text = copied.plain_text(str((press.message or {}).get("text") or ""), _someone(deps))
    return clean(text, limit), len(text) <= limit


def _someone(deps: Deps) -> str:
    return deps.words.plain("note.message.someone")


def _quoted(press: Press) -> bool:
    return str((press.message or {}).get("user") or "") != press.who.user


def _source(press: Press, text: str) -> dict[str, Any]:
    ts = str((press.message or {}).get("ts") or "")
    return {"channel": press.channel, "ts": ts, "quoted": _quoted(press), "of": _mark(text)}


def _from(form: dict[str, Any], press: Press, text: str) -> dict[str, Any]:
    return payloads.with_meta(form, source=_source(press, text))


def _mark(text: str) -> str:
    return sha256(text.strip().encode()).hexdigest()[:16]


AREA = Area(shortcuts={Shortcut.SAVE_MESSAGE: save, Shortcut.TURN_MESSAGE: turn})
