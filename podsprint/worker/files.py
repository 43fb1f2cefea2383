"""Files for one person, in their direct messages: put together a piece at a time, shown once at most."""

from contextlib import ExitStack
from datetime import timedelta
from tempfile import SpooledTemporaryFile

from podsprint.deps import Deps
from podsprint.domain.people import Who
from podsprint.errors import InDoubt, RateLimited, Refused, Rejected, SlackError, Unavailable
from podsprint.store import work
from podsprint.store.engine import transaction
from podsprint.store.work import Claim
from podsprint.usecases import exports, outbox
from podsprint.usecases.outbox import Errand
from podsprint.worker.parcels import Export, Parcel, Report

NO_PLACE = "no_place"  # in the pod, any more
_PAUSE_SECONDS = 60.0
Uploaded = tuple[tuple[str, str], ...]  # ids and titles
_IN_MEMORY = 1_000_000  # bytes; what is longer lies in a nameless temporary file meanwhile


class FileBearer:
    """Sends files. The work is done before they are shown: a crash in between loses them, and nothing doubles;
    whoever asked was told to ask again then."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    def handles(self, kind: str) -> bool:
        """Whether this kind of work is theirs."""
        return kind in (Errand.EXPORT, Errand.REPORT)

    def run(self, held: Claim) -> None:
        """Send what one row asks for."""
        who = Who(held.payload["team"], held.payload["user"])
        parcel: Parcel = Export(who) if held.kind == Errand.EXPORT else Report(who, held.payload["pod"])
        try:
            comment, uploaded = self._upload(held, parcel)
            channel = self._deps.gateway.direct(who.team, who.user)
        except RateLimited as error:
            self._later(held, error.retry_after)
        except Refused:
            self._refuse(held, parcel, NO_PLACE, NO_PLACE)
        except Rejected as error:
            self._refuse(held, parcel, error.code, str(error))
        except SlackError as error:
            with transaction(self._deps.engine) as session:
                if work.fail(session, held, self._deps.now(), str(error)) and work.is_dead(session, held):
                    outbox.file_trouble(session, who, parcel.what, error.code, self._deps.now())
        else:
            self._show(held, parcel, channel, uploaded, comment)

    def _show(self, held: Claim, parcel: Parcel, channel: str, uploaded: Uploaded, comment: str) -> None:
        who = parcel.who
        with transaction(self._deps.engine) as session:
            if not work.finish(session, held, self._deps.now()):
                return  # what is announced and not shared is nowhere to be seen
            exports.shared(
                session, who, tuple(file_id for file_id, _ in uploaded), self._deps.now(), pod_id=parcel.pod_id
            )
        try:
            self._deps.gateway.share_files(who.team, channel, uploaded, comment)
        except (RateLimited, Unavailable) as error:  # certainly not shown: once more from the start
            pause = error.retry_after if isinstance(error, RateLimited) else _PAUSE_SECONDS
            with transaction(self._deps.engine) as session:
                parcel.again(session, self._deps.now() + timedelta(seconds=pause))
        except (Rejected, InDoubt) as error:
            code = error.code if isinstance(error, Rejected) else ""
            with transaction(self._deps.engine) as session:
                outbox.file_trouble(session, who, parcel.what, code, self._deps.now())

    def _upload(self, held: Claim, parcel: Parcel) -> tuple[str, Uploaded]:
        uploaded = []
        with ExitStack() as open_files:
            written = []
            with ExitStack() as source:
                contents = parcel.pack(self._deps, source)
                for file in contents.files:
                    content = open_files.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
                    content.writelines(line.encode() for line in file.lines)
                    written.append((file, content))
            self._turn(held, parcel, len(written))
            for file, content in written:
                length = content.tell()
                content.seek(0)
                url, file_id = self._deps.gateway.announce_file(parcel.who.team, file.name, length)
                self._deps.gateway.send_file(url, content, length)
                uploaded.append((file_id, file.title))
        return contents.comment, tuple(uploaded)

    def _turn(self, held: Claim, parcel: Parcel, files: int) -> None:
        """Take the places of all files of a message at once: whoever got only some would begin anew, for ever."""
        method = "files.getUploadURLExternal"
        wait = self._deps.gateway.wait_for(method, parcel.who.team, holder=held.id, calls=files)
        if wait > 0:
            raise RateLimited("paced", method=method, retry_after=wait)

    def _refuse(self, held: Claim, parcel: Parcel, code: str, error: str) -> None:
        with transaction(self._deps.engine) as session:
            if work.finish(session, held, self._deps.now(), error=error):
                outbox.file_trouble(session, parcel.who, parcel.what, code, self._deps.now())

    def _later(self, held: Claim, seconds: float) -> None:
        with transaction(self._deps.engine) as session:
            work.hand_back(session, held, self._deps.now() + timedelta(seconds=seconds))
