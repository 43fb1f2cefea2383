"""Taking reports back, file by file, when somebody whose words are in them is forgotten (S5)."""

import contextlib
from datetime import timedelta

from podsprint.deps import Deps
from podsprint.errors import RateLimited, Rejected, SlackError
from podsprint.store import work
from podsprint.store.engine import transaction
from podsprint.store.tables import SharedFile
from podsprint.store.work import Claim
from podsprint.usecases import reports
from podsprint.usecases.outbox import Errand


class TakerBack:
    """Deletes the report files of a pod, in whoever's direct messages they are. Taken up again anywhere, it goes on
    with what is still there; whoever wants the report asks for it anew, and gets it without those words."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    def handles(self, kind: str) -> bool:
        """Whether this kind of work is theirs."""
        return kind == Errand.TAKE_BACK

    def run(self, held: Claim) -> None:
        """Go on until nothing is left, or until Slack asks for a pause."""
        try:
            while self._one(held):
                pass
        except RateLimited as error:
            with transaction(self._deps.engine) as session:
                work.hand_back(session, held, self._deps.now() + timedelta(seconds=error.retry_after))
        except SlackError as error:
            with transaction(self._deps.engine) as session:
                work.fail(session, held, self._deps.now(), str(error))

    def _one(self, held: Claim) -> bool:
        with transaction(self._deps.engine) as session:
            if not work.still_held(session, held, self._deps.now()):
                return False
            file = reports.next_file(session, held.payload["pod"])
            if file is None:
                work.finish(session, held, self._deps.now())
                return False
        take_back(self._deps, file, held)
        with transaction(self._deps.engine) as session:
            row = session.get(SharedFile, file.file_id)
            if row is not None:
                session.delete(row)
        return True


def take_back(deps: Deps, file: SharedFile, held: Claim) -> None:
    """Delete a file of ours, and the message that shows it."""
    gateway = deps.gateway
    channel = gateway.direct(file.team_id, file.user_id, holder=held.id)
    with contextlib.suppress(Rejected):  # the file goes in any case
        ts = gateway.file_message(file.team_id, channel, file.file_id, file.at)
        if ts is not None:
            wait = gateway.wait_for("chat.delete", file.team_id, file.user_id, holder=held.id)
            if wait > 0:
                raise RateLimited("paced", method="chat.delete", retry_after=wait)
            gateway.delete(file.team_id, channel, ts)
    gateway.delete_file(file.team_id, file.file_id)
