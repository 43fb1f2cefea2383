"""Forgetting somebody, a step at a time: rows, then each message, then each file, then the last words.

The row of work is held while it goes on and let go of where Slack asks for a pause; whoever takes it up again, after a
pause or a crash, finds what is still there.
"""

import contextlib

from podsprint.domain.people import Who
from podsprint.domain.read_models import Forgotten
from podsprint.errors import Rejected
from podsprint.slack import views
from podsprint.slack.views.home import home as home_view
from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.work import Claim
from podsprint.usecases import forgetting, home
from podsprint.usecases.outbox import Errand
from podsprint.worker.removing import Remover

LAST_WORDS = "forgotten"


class Forgetter(Remover):
    """Carries out what people asked for with ``/pod forget me``."""

    def handles(self, kind: str) -> bool:
        """Whether this kind of work is theirs."""
        return kind == Errand.FORGET

    def _go_on(self, held: Claim) -> None:
        who = Who(held.payload["team"], held.payload["user"])
        with transaction(self._deps.engine) as session:
            if not work.still_held(session, held, self._deps.now()):
                return
            forgetting.delete_rows(session, who, self._deps.now())
        while self._message(held, who) or self._file(held, who):
            pass
        self._end(held, who)

    def _message(self, held: Claim, who: Who) -> bool:
        with reading(self._deps.engine) as session:
            post = forgetting.next_post(session, who)
        return post is not None and self._take_out(held, post, who.user)

    def _file(self, held: Claim, who: Who) -> bool:
        with reading(self._deps.engine) as session:
            file = forgetting.next_file(session, who)
        return file is not None and self._take_file(held, file)

    def _end(self, held: Claim, who: Who) -> None:
        """Say that it is done. It is said once at most: the row of work, which names them, goes before."""
        gateway, words = self._deps.gateway, self._deps.words
        with reading(self._deps.engine) as session:
            tab = home.home(session, who, self._deps.now())
        channel = ""
        with contextlib.suppress(Rejected):  # whose account is switched off meanwhile is forgotten all the same
            channel = gateway.direct(who.team, who.user, holder=held.id)
            self._turn("views.publish", who.team, who.user, held)
            gateway.publish_home(who.team, who.user, home_view(words, tab))
        self._turn("chat.postMessage", who.team, who.user, held)
        with transaction(self._deps.engine) as session:
            if not work.still_held(session, held, self._deps.now()):
                return
            if forgetting.next_post(session, who) or forgetting.next_file(session, who):
                work.hand_back(session, held, self._deps.now())  # something came meanwhile
                return
            left = forgetting.finish(session, who, self._deps.now())
            work.drop(session, held)
        if channel:
            gateway.post(who.team, channel, views.render(words, Forgotten(left=left)), key=LAST_WORDS)
