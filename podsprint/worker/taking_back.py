"""Taking a pod's reports back, file by file, when words in them are to go: somebody is forgotten, or they have been
kept long enough (S5)."""

from podsprint.store import work
from podsprint.store.engine import transaction
from podsprint.store.work import Claim
from podsprint.usecases import reports
from podsprint.usecases.outbox import Errand
from podsprint.worker.removing import Remover


class TakerBack(Remover):
    """Deletes the report files of a pod, in whoever's direct messages they are. Whoever wants the report asks for it
    anew, and gets it without those words."""

    def handles(self, kind: str) -> bool:
        """Whether this kind of work is theirs."""
        return kind == Errand.TAKE_BACK

    def _go_on(self, held: Claim) -> None:
        while self._next(held):
            pass

    def _next(self, held: Claim) -> bool:
        with transaction(self._deps.engine) as session:
            if not work.still_held(session, held, self._deps.now()):
                return False
            file = reports.next_file(session, held.payload["pod"])
            if file is None:
                work.finish(session, held, self._deps.now())
                return False
        return self._take_file(held, file)
