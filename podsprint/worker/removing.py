"""Taking messages and files of ours out of Slack for good, each when it is its turn."""

import contextlib
from abc import ABC, abstractmethod
from datetime import timedelta

import structlog
from sqlmodel import Session

from podsprint.deps import Deps
from podsprint.errors import RateLimited, Rejected, SlackError
from podsprint.store import work
from podsprint.store.engine import transaction
from podsprint.store.tables import Post, PostState, SharedFile
from podsprint.store.work import Claim
from podsprint.worker.delivery import UNDER_WAY, posted

log = structlog.get_logger(__name__)


class Remover(ABC):
    """What those share who delete one thing after the other. Whoever takes the work up again finds what is still there;
    what Slack will not delete is marked, and the rest goes all the same."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    def run(self, held: Claim) -> None:
        """Go on until nothing is left, or until Slack asks for a pause."""
        try:
            self._go_on(held)
        except RateLimited as error:
            with transaction(self._deps.engine) as session:
                work.hand_back(session, held, self._deps.now() + timedelta(seconds=error.retry_after))
        except SlackError as error:
            with transaction(self._deps.engine) as session:
                work.fail(session, held, self._deps.now(), str(error))

    @abstractmethod
    def _go_on(self, held: Claim) -> None:
        """Take out one thing after the other."""

    def _take_out(self, held: Claim, post: Post, conversation: str) -> bool:
        """Delete a message and its row. False: the work is another's now."""
        refused = None
        try:
            ts = posted(self._deps, post, held)
            if ts is not None:
                self._turn("chat.delete", post.team_id, conversation, held)
                self._deps.gateway.delete(post.team_id, post.channel_id, ts)
        except Rejected as error:
            refused = error  # an archived channel, one that we were taken out of, a workspace that forbids it
        with transaction(self._deps.engine) as session:
            row = session.get(Post, post.key)
            if row is not None and refused is None:
                session.delete(row)
            elif row is not None and refused is not None:
                _stuck(session, row, refused)
            return work.still_held(session, held, self._deps.now())

    def _take_file(self, held: Claim, file: SharedFile) -> bool:
        """Delete a file, the message that shows it, and its row. False: the work is another's now."""
        refused = None
        self._is_shared(file)
        with contextlib.suppress(Rejected):  # an account that is switched off, say: the file goes in any case
            self._take_shown(file, held)
        try:
            self._deps.gateway.delete_file(file.team_id, file.file_id, holder=held.id)
        except Rejected as error:
            refused = error
        with transaction(self._deps.engine) as session:
            row = session.get(SharedFile, file.file_id)  # of a report, it may have been taken back by somebody else
            if row is not None:
                session.delete(row)
                if refused is not None:
                    _stuck(session, _of_file(row), refused)
            return work.still_held(session, held, self._deps.now())

    def _is_shared(self, file: SharedFile) -> None:
        """Its row is there before Slack shows it. What is not shown yet would not be found, and be shown after all."""
        wait = (file.at + UNDER_WAY - self._deps.now()).total_seconds()
        if wait > 0:
            raise RateLimited("under_way", retry_after=wait)

    def _take_shown(self, file: SharedFile, held: Claim) -> None:
        gateway = self._deps.gateway
        channel = gateway.direct(file.team_id, file.user_id, holder=held.id)
        ts = gateway.file_message(file.team_id, channel, file.file_id, file.at, holder=held.id)
        if ts is not None:
            self._turn("chat.delete", file.team_id, file.user_id, held)
            gateway.delete(file.team_id, channel, ts)

    def _turn(self, method: str, team: str, conversation: str, held: Claim) -> None:
        wait = self._deps.gateway.wait_for(method, team, conversation, holder=held.id)
        if wait > 0:
            raise RateLimited("paced", method=method, retry_after=wait)


def _stuck(session: Session, post: Post, error: Rejected) -> None:
    log.warning("not deletable", post=post.key, error=str(error))
    post.state = PostState.STUCK
    session.merge(post)


def _of_file(row: SharedFile) -> Post:
    """What remembers a file that cannot be deleted: a message of ours that is still there."""
    key, since = f"file:{row.file_id}", row.at
    return Post(key=key, team_id=row.team_id, author=row.user_id, channel_id="", state="", sending_since=since)
