"""Messages whose words have been kept long enough go out of Slack, one by one, as fast as Slack allows."""

from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.work import Claim
from podsprint.usecases import clearing, installation
from podsprint.usecases.outbox import Errand
from podsprint.worker.removing import Remover


class Clearer(Remover):
    """Carries out in Slack what retention has begun in the database."""

    def handles(self, kind: str) -> bool:
        """Whether this kind of work is theirs."""
        return kind == Errand.CLEAR

    def _go_on(self, held: Claim) -> None:
        while self._next(held, held.payload["team"]):
            pass

    def _next(self, held: Claim, team: str) -> bool:
        with reading(self._deps.engine) as session:
            post = None if installation.is_gone(session, team) else clearing.next_post(session, team)
        if post is None:
            with transaction(self._deps.engine) as session:
                work.finish(session, held, self._deps.now())
            return False
        return self._take_out(held, post, post.channel_id)
