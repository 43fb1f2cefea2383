"""One message to Slack, sent at least once and made once.

Posting has no idempotency key. So ``sending`` is committed before the call and ``sent`` after it, and the message
carries its key: a row that is still ``sending`` when its turn comes again is looked up before it is posted again, once
no call of another process can be under way any more.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from podsprint.deps import Deps
from podsprint.errors import RateLimited, Rejected, SlackError, Unavailable
from podsprint.slack import views
from podsprint.slack.blocks import Message
from podsprint.slack.views.home import home
from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import LEAVING, Pod, Post, PostState
from podsprint.store.work import Claim
from podsprint.usecases import acting, arrivals, installation
from podsprint.usecases.invitations import Invitation
from podsprint.usecases.messages import HomeTab, Loader, Outgoing
from podsprint.usecases.outbox import Deliver

log = structlog.get_logger(__name__)

# Not about whoever was to be brought into a channel, but about the channel.
_CHANNEL_ITSELF = frozenset(("not_in_channel", "channel_not_found", "is_archived"))
# A call that began this long ago has ended, one way or another: longer than the time-out of a call.
UNDER_WAY = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done for one row: the call to make, and what it needs."""

    method: str
    outgoing: Outgoing | None = None
    message: Message | None = None
    post: Post | None = None
    tab: HomeTab | None = None
    invitation: Invitation | None = None
    thread: Post | None = None
    later: datetime | None = None  # it waits for its reader's hours

    @property
    def pod_id(self) -> int | None:
        """Whose facilitator is told if it does not get through."""
        told = self.outgoing or self.invitation
        return told.pod_id if told else None


class Courier:
    """Takes delivery work to Slack."""

    def __init__(self, deps: Deps, loaders: Mapping[Deliver, Loader]) -> None:
        self._deps = deps
        self._loaders = loaders

    def handles(self, kind: str) -> bool:
        """Whether this kind of work is a delivery."""
        return kind in self._loaders

    def run(self, held: Claim) -> None:
        """Deliver one row, and write down what came of it."""
        pod_id = None
        try:
            with reading(self._deps.engine) as session:
                plan = self._plan(session, held)
            pod_id = plan.pod_id
            self._carry_out(held, plan)
        except RateLimited as error:
            self._later(held, error.retry_after)
        except Rejected as error:
            self._give_up(held, error, pod_id)
        except SlackError as error:
            log.warning("not delivered yet", work=held.id, kind=held.kind, error=str(error))
            with transaction(self._deps.engine) as session:
                if work.fail(session, held, self._deps.now(), str(error)) and work.is_dead(session, held):
                    self._report(session, held, pod_id, error.code)

    def _plan(self, session: Session, held: Claim) -> _Plan:
        found = self._loaders[Deliver(held.kind)](session, held.payload, self._deps.now())
        if found is None:
            return _Plan("")
        if installation.is_gone(session, found.who.team if isinstance(found, HomeTab) else found.team):
            return _Plan("")  # the app was taken out of this workspace, and its token is worthless
        if isinstance(found, HomeTab):
            return _Plan("views.publish", tab=found)
        if isinstance(found, Invitation):
            return _Plan("conversations.invite", invitation=found)
        post = session.get(Post, found.key)
        if found.model is None:
            return _Plan("chat.delete" if post else "", outgoing=found, post=post)
        if post is not None and post.state in LEAVING:
            return _Plan("")
        message = views.render(self._deps.words, found.model)
        if found.last:
            return _Plan("chat.update" if post else "", outgoing=found, message=message, post=post)
        if post is not None and post.state == PostState.SENT:
            same = post.digest == digest(message)
            return _Plan("" if same else "chat.update", outgoing=found, message=message, post=post)
        if later := arrivals.held_until(session, Deliver(held.kind), found, self._deps.now()):
            return _Plan("", outgoing=found, later=later)
        return _Plan(
            "chat.postMessage",
            outgoing=found,
            message=message,
            post=post,
            thread=session.get(Post, found.thread) if found.thread else None,
        )

    def _carry_out(self, held: Claim, plan: _Plan) -> None:
        gateway = self._deps.gateway
        target = plan.outgoing
        if plan.later is not None:
            self._hold(held, plan.later)
            return
        if not plan.method:
            self._finish(held)
            return
        team, conversation = (target.team, target.conversation) if target else ("", "")
        if plan.tab is not None:
            team = plan.tab.who.team
        elif plan.invitation is not None:
            team = plan.invitation.team
        # Found out first, for it has a limit of its own: a place taken for the post would be lost over it.
        channel = self._channel(target, held) if target and plan.method == "chat.postMessage" else ""
        wait = gateway.wait_for(plan.method, team, conversation, holder=held.id)
        if wait > 0:
            self._later(held, wait)
        elif plan.tab is not None:
            gateway.publish_home(team, plan.tab.who.user, home(self._deps.words, plan.tab.model))
            self._finish(held)
        elif plan.invitation is not None:
            gateway.invite(team, plan.invitation.channel, plan.invitation.user)
            self._invited(held, plan.invitation.pod_id)
        elif plan.message is None and plan.post and target:
            self._take_back(held, plan.post, target)
        elif plan.message and plan.post and target and target.last:
            self._part(held, plan.post, plan.message)
        elif plan.method == "chat.update" and plan.post and plan.post.ts and plan.message and target:
            self._edit(held, plan.post, plan.post.ts, plan.message)
        elif plan.message and target:
            self._post(held, plan, target, plan.message, channel)

    def _take_back(self, held: Claim, post: Post, target: Outgoing) -> None:
        ts = posted(self._deps, post, held)
        if ts is not None:
            self._deps.gateway.delete(target.team, post.channel_id, ts)
        self._forget(post, held)

    def _part(self, held: Claim, post: Post, message: Message) -> None:
        ts = posted(self._deps, post, held)
        if ts is not None:
            try:
                self._deps.gateway.update(post.team_id, post.channel_id, ts, message, key=post.key)
            except Rejected as error:
                if error.code != "message_not_found":  # somebody deleted it: nothing is left to say
                    raise
        self._forget(post, held)

    def _edit(self, held: Claim, post: Post, ts: str, message: Message) -> None:
        try:
            self._deps.gateway.update(post.team_id, post.channel_id, ts, message, key=post.key)
        except Rejected as error:
            if error.code == "message_not_found":  # somebody deleted it; asked to try again, we post it anew
                self._forget(post)
            raise
        self._sent(held, post.key, ts, message)

    def _post(self, held: Claim, plan: _Plan, target: Outgoing, message: Message, channel: str) -> None:
        thread_ts = _thread_ts(plan)
        # An earlier try may have got as far as ``sending``, and so may have arrived.
        ts = posted(self._deps, plan.post, held) if plan.post is not None else None
        if ts is None:
            post = Post(
                key=target.key,
                team_id=target.team,
                author=target.author,
                channel_id=channel,
                thread_ts=thread_ts,
                state=PostState.SENDING,
                sending_since=self._deps.now(),
            )
            with transaction(self._deps.engine) as session:
                if not work.still_held(session, held, post.sending_since):
                    return
                session.merge(post)
            try:
                ts = self._deps.gateway.post(target.team, channel, message, key=target.key, thread_ts=thread_ts)
            except (RateLimited, Rejected, Unavailable):
                self._forget(post)  # certainly not posted: nothing to look up
                raise
        self._sent(held, target.key, ts, message, new=target)

    def _channel(self, target: Outgoing, held: Claim) -> str:
        if target.conversation[:1] not in "UW":
            return target.conversation
        return self._deps.gateway.direct(target.team, target.conversation, holder=held.id)

    def _sent(self, held: Claim, key: str, ts: str, message: Message, *, new: Outgoing | None = None) -> None:
        with transaction(self._deps.engine) as session:
            # Written even if the row has been armed anew meanwhile: the message is there, and the next turn edits it.
            post = session.get(Post, key, with_for_update=True)
            if post is not None:  # else it was to go meanwhile, and is gone
                post.state = post.state if post.state in LEAVING else PostState.SENT
                post.ts, post.digest = ts, digest(message)
                session.add(post)
            if new is not None:
                arrivals.received(session, Deliver(held.kind), new, self._deps.now())
            work.finish(session, held, self._deps.now())

    def _finish(self, held: Claim) -> None:
        with transaction(self._deps.engine) as session:
            work.finish(session, held, self._deps.now())

    def _invited(self, held: Claim, pod_id: int) -> None:
        with transaction(self._deps.engine) as session:
            pod = session.get_one(Pod, pod_id)
            if work.finish(session, held, self._deps.now()):
                acting.tell_trouble(session, Deliver.NOT_INVITED, pod, self._deps.now(), news=False)

    def _forget(self, post: Post, held: Claim | None = None) -> None:
        with transaction(self._deps.engine) as session:
            if (row := session.get(Post, post.key)) is not None:
                session.delete(row)
            if held is not None:
                work.finish(session, held, self._deps.now())

    def _hold(self, held: Claim, until: datetime) -> None:
        with transaction(self._deps.engine) as session:
            work.hand_back(session, held, until)

    def _later(self, held: Claim, seconds: float) -> None:
        with transaction(self._deps.engine) as session:
            work.hand_back(session, held, self._deps.now() + timedelta(seconds=seconds))

    def _give_up(self, held: Claim, error: Rejected, pod_id: int | None) -> None:
        log.warning("not deliverable", work=held.id, kind=held.kind, error=str(error))
        with transaction(self._deps.engine) as session:
            if work.finish(session, held, self._deps.now(), error=str(error)):
                self._report(session, held, pod_id, error.code)

    def _report(self, session: Session, held: Claim, pod_id: int | None, code: str) -> None:
        """A message of a pod's is dead: whoever runs it is told."""
        pod = session.get(Pod, pod_id) if pod_id is not None else None
        if pod is not None and held.kind == Deliver.INVITE and code not in _CHANNEL_ITSELF:
            acting.tell_trouble(session, Deliver.NOT_INVITED, pod, self._deps.now())
        elif pod is not None and held.kind != Deliver.UNDELIVERABLE:
            acting.tell_trouble(session, Deliver.UNDELIVERABLE, pod, self._deps.now(), work_id=held.id)


def posted(deps: Deps, post: Post, held: Claim) -> str | None:
    """Where a message of ours is. One that was being sent when its process ended may be there or not: it is looked for.

    Raises:
        RateLimited: the call that sends it may still be under way, or it is not the look-up's turn.
    """
    if post.ts is not None:
        return post.ts
    wait = (post.sending_since + UNDER_WAY - deps.now()).total_seconds()
    if wait > 0:
        raise RateLimited("under_way", retry_after=wait)
    return deps.gateway.find(
        post.team_id,
        post.channel_id,
        key=post.key,
        since=post.sending_since,
        thread_ts=post.thread_ts,
        holder=held.id,
    )


def digest(message: Message) -> str:
    """What tells one look of a message from another."""
    shown = json.dumps([message.text, message.blocks], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()


def _thread_ts(plan: _Plan) -> str | None:
    if plan.outgoing is None or not plan.outgoing.thread:
        return None
    if plan.thread is None or plan.thread.ts is None:
        # A lane keeps order, so the message it answers to has had its turn, and did not get through.
        raise Rejected("thread_not_posted", method="chat.postMessage")
    return plan.thread.ts
