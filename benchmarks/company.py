"""A company of many pods in a database, each with a stand-up that is open now; and what its people send."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from podsprint.domain.people import Who
from podsprint.domain.pods import Charter
from podsprint.slack.text import Words
from podsprint.slack.views import checkins as views
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import Meeting, Work
from podsprint.usecases import pods, session_forms, sprints
from podsprint.usecases.coaching import ASK
from podsprint.usecases.outbox import Deliver
from tests.edges.http import TEAM, command_body, person, state

_BATCH = 50
CHARTER = Charter(goal="Decide sooner", so_that="others go on", roles="All", norms="Ask", confidentiality="Here")


@dataclass(frozen=True)
class Seat:
    """A leader of a pod, and the session that is open for them."""

    user: str
    channel: str
    meeting: int


def leaders(pod: int) -> tuple[str, ...]:
    """The people of a pod."""
    return tuple(f"U{pod}L{number}" for number in range(4))


def fill(engine: Engine, count: int, now: datetime) -> list[Seat]:
    """So many pods, each in the middle of a sprint. What would be told about them has been told."""
    for first in range(0, count, _BATCH):
        with transaction(engine) as session:
            for pod in range(first, min(first + _BATCH, count)):
                _pod(session, pod, now)
    hush(engine, now)
    with transaction(engine) as session:
        open_now = {"state": "open", "opens_at": now, "closes_at": now + timedelta(hours=12), "opened_at": now}
        standup = update(Meeting).where(col(Meeting.kind) == "standup", col(Meeting.number) == 1)
        session.execute(standup.values(**open_now, grace_until=now + timedelta(days=2)))
        # Their own hours are days away; nothing of them is due while figures are taken.
        session.execute(
            update(Work).where(col(Work.done_at).is_(None)).values(due_at=now + timedelta(days=30), expires_at=None)
        )
    with reading(engine) as session:
        found = session.exec(
            select(Meeting.pod_id, Meeting.id).where(Meeting.kind == "standup", Meeting.number == 1)
        ).all()
    return [Seat(leaders(pod - 1)[0], f"C{pod - 1}", int(meeting or 0)) for pod, meeting in found]


def hush(engine: Engine, now: datetime) -> None:
    """What is still to be told, or asked, has been: nobody's figures include what another run has left behind."""
    with transaction(engine) as session:
        left = update(Work).where(col(Work.kind).in_([*Deliver, ASK]), col(Work.done_at).is_(None))
        session.execute(left.values(done_at=now))


def _pod(session: Session, number: int, now: datetime) -> None:
    people = leaders(number)
    lead = Who(TEAM, people[0])
    pod = pods.create_pod(
        session,
        pods.CreatePod(
            who=lead,
            channel=f"C{number}",
            name=f"Pod {number}",
            leaders=people,
            facilitator=people[0],
            meets_at=time(9, 30),
            zone="Europe/Berlin",
        ),
        now,
    )
    pods.write_charter(session, pods.WriteCharter(who=lead, pod_id=pod.id, charter=CHARTER), now)
    monday = now.date() + timedelta(days=7 - now.weekday())
    sprints.start_sprint(session, sprints.StartSprint(who=lead, pod_id=pod.id, starts_on=monday, cadence="light"), now)


class Letters:
    """What Slack sends for three things people do: (kind, payload, headers' content type)."""

    def __init__(self, engine: Engine, words: Words, seats: list[Seat], now: datetime) -> None:
        self._seats = seats
        with reading(engine) as session:
            form = session_forms.form(session, Who(TEAM, seats[0].user), seats[0].meeting, now)
        self._form = views.check_in_form(words, form)  # type: ignore[arg-type]
        self._count = 0

    @property
    def form(self) -> str:
        """The callback id of the form."""
        return str(self._form["callback_id"])

    def each(self, action: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """One after the other, from another pod each time. The kind is that of a Socket Mode envelope."""
        while True:
            self._count += 1
            yield self._one(action, self._seats[self._count * 7919 % len(self._seats)])

    def _one(self, action: str, seat: Seat) -> tuple[str, dict[str, Any]]:
        if action == "status":
            pairs = (pair.partition("=") for pair in command_body("U", "x").split("&"))
            body = {name: value for name, _, value in pairs}
            text = {"user_id": seat.user, "channel_id": seat.channel, "command": "/pod", "text": "sprint status"}
            return "slash_commands", {**body, **text}
        if action == "home":
            event = {"type": "app_home_opened", "user": seat.user, "channel": "D1", "tab": "home", "event_ts": "1.0"}
            body = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A0", "event": event}
            return "events_api", {**body, "event_id": f"Ev{self._count}", "event_time": 1, "authorizations": []}
        view = {**self._form, "private_metadata": json.dumps({"meeting": seat.meeting})}
        answers = {"noticed": f"It was quieter ({self._count})", "ring": "pod"}
        shown = {**view, "id": "V1", "team_id": TEAM, "hash": "1.a", "state": {"values": state(view, answers)}}
        return "interactive", {"type": "view_submission", **person(seat.user, TEAM), "view": shown, "response_urls": []}


def as_http(kind: str, body: dict[str, Any]) -> tuple[str, str]:
    """The body of the request over HTTP, and its content type."""
    if kind == "events_api":
        return json.dumps(body), "application/json"
    form = body if kind == "slash_commands" else {"payload": json.dumps(body)}
    return urlencode(form), "application/x-www-form-urlencoded"
