"""Messages with a text of the test's own, delivered by the real courier to the real playground."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from sqlmodel import Session, select

from podsprint.bootstrap import Bot
from podsprint.domain.read_models import PodIntro, PodView
from podsprint.playground.server import Playground
from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import Post, Work
from podsprint.usecases.messages import Outgoing, Payload
from podsprint.usecases.outbox import Deliver
from podsprint.worker import Worker
from podsprint.worker.delivery import Courier

TEAM, CHANNEL = "T0ACME", "C1"
KIND = Deliver.POD_INTRO  # any kind will do: what it says is ours


@dataclass
class Notes:
    """A worker whose every message is one of ``texts``. A text of None takes the message back."""

    bot: Bot
    playground: Playground
    conversation: str = CHANNEL
    author: str = ""
    texts: dict[int, str | None] = field(default_factory=dict)
    thread_of: dict[int, int] = field(default_factory=dict)
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        courier = Courier(self.bot.deps, {KIND: self.load})
        self.worker = Worker(self.bot.deps, {}, courier, threads=4)

    def tell(self, number: int, text: str | None = None) -> None:
        """Ask for a message, or for a newer look of it."""
        self.texts[number] = text
        self.arm(number)

    def arm(self, number: int) -> None:
        """Ask for it to be looked at again."""
        with transaction(self.bot.deps.engine) as session:
            work.enqueue(
                session,
                KIND,
                {"number": number},
                key=f"note:{number}",
                due_at=self.bot.deps.now(),
                lane=f"{TEAM}:{self.conversation}",
                again=True,
            )

    def shown(self) -> list[str]:
        """Which of the texts are in the channel, in order; one that is there twice comes twice."""
        messages = [message["text"] for message in self.playground.messages(self.conversation)]
        return [text for message in messages for text in self.texts.values() if text and text in message]

    def rows(self) -> list[Work]:
        """Every row of work."""
        with reading(self.bot.deps.engine) as session:
            return list(session.exec(select(Work).order_by(Work.id)).all())  # type: ignore[arg-type]

    def posts(self) -> list[Post]:
        """Every message the bot believes to have sent."""
        with reading(self.bot.deps.engine) as session:
            return list(session.exec(select(Post)).all())

    def calls(self) -> list[tuple[str, str]]:
        """What was asked of Slack so far, without the start: method and outcome."""
        return [(call.method, call.error or "ok") for call in self.playground.calls() if call.method != "auth.test"]

    def load(self, _session: Session, ids: Payload, _now: datetime) -> Outgoing:
        """What a row of work has to say."""
        number = int(ids["number"])
        text, parent = self.texts[number], self.thread_of.get(number)
        thread = "" if parent is None else f"note:{parent}"
        model = _model(text) if text else None
        return Outgoing(f"note:{number}", TEAM, self.conversation, model, self.author, thread=thread)


def keys_shown(playground: Playground, *channels: str) -> Counter[str]:
    """How often each message of the bot's, by its key, is there."""
    found: Counter[str] = Counter()
    for channel in channels:
        for message in playground.messages(channel):
            payload: dict[str, Any] = (message.get("metadata") or {}).get("event_payload") or {}
            if payload:
                found[str(payload["key"])] += 1
    return found


def _model(text: str) -> PodIntro:
    pod = PodView(
        id=1,
        name=text,
        channel=CHANNEL,
        facilitator="U1",
        leaders=("U1", "U2"),
        zone="UTC",
        meets_at=time(9, 30),
        has_charter=False,
        goal="",
        sprint=None,
    )
    return PodIntro(pod=pod, by="U1")
