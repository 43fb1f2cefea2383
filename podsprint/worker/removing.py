"""Taking messages of ours out of Slack for good, each when it is its turn."""

from datetime import timedelta

from podsprint.deps import Deps
from podsprint.errors import RateLimited, Rejected
from podsprint.store import work
from podsprint.store.engine import transaction
from podsprint.store.tables import Post
from podsprint.store.work import Claim
from podsprint.usecases import forgetting
from podsprint.worker.delivery import posted


class Remover:
    """What those share who delete messages one by one. Whoever takes the work up again finds what is still there."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    def _take_out(self, held: Claim, post: Post, conversation: str) -> bool:
        """Delete a message and its row; one that Slack will not delete is marked. False: the work is another's now."""
        gone = True
        try:
            ts = posted(self._deps, post, held)
            if ts is not None:
                self._turn("chat.delete", post.team_id, conversation, held)
                self._deps.gateway.delete(post.team_id, post.channel_id, ts)
        except Rejected:
            gone = False  # an archived channel, one that we were taken out of, a workspace that forbids it
        with transaction(self._deps.engine) as session:
            row = session.get(Post, post.key)
            if row is not None and gone:
                session.delete(row)
            elif row is not None:
                row.state = forgetting.STUCK
                session.add(row)
            return work.still_held(session, held, self._deps.now())

    def _turn(self, method: str, team: str, conversation: str, held: Claim) -> None:
        wait = self._deps.gateway.wait_for(method, team, conversation, holder=held.id)
        if wait > 0:
            raise RateLimited("paced", method=method, retry_after=wait)

    def _pause(self, held: Claim, error: RateLimited) -> None:
        with transaction(self._deps.engine) as session:
            work.hand_back(session, held, self._deps.now() + timedelta(seconds=error.retry_after))
