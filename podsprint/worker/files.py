"""Files for one person, in their direct messages: put together a piece at a time, shown once at most."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from tempfile import SpooledTemporaryFile

from sqlmodel import Session

from podsprint.deps import Deps
from podsprint.domain.people import Who
from podsprint.errors import InDoubt, RateLimited, Rejected, SlackError, Unavailable
from podsprint.slack.views import own_data as views
from podsprint.store import work
from podsprint.store.engine import reading, transaction
from podsprint.store.work import Claim
from podsprint.usecases import exports, outbox
from podsprint.usecases.outbox import Errand

_PAUSE_SECONDS = 60.0
_IN_MEMORY = 1_000_000  # bytes; what is longer lies in a nameless temporary file meanwhile


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    title: str
    lines: Iterable[str]


class FileBearer:
    """Sends an export. The work is done before the files are shown: a crash in between loses them, and nothing doubles;
    whoever asked was told to ask again then."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    def handles(self, kind: str) -> bool:
        """Whether this kind of work is theirs."""
        return kind == Errand.EXPORT

    def run(self, held: Claim) -> None:
        """Send what one row asks for."""
        who = Who(held.payload["team"], held.payload["user"])
        try:
            uploaded = self._upload(who)
            channel = self._deps.gateway.direct(who.team, who.user)
        except RateLimited as error:
            self._later(held, error.retry_after)
        except Rejected as error:
            with transaction(self._deps.engine) as session:
                if work.finish(session, held, self._deps.now(), error=str(error)):
                    outbox.file_trouble(session, who, "export", error.code, self._deps.now())
        except SlackError as error:
            with transaction(self._deps.engine) as session:
                if work.fail(session, held, self._deps.now(), str(error)) and work.is_dead(session, held):
                    outbox.file_trouble(session, who, "export", error.code, self._deps.now())
        else:
            self._show(held, who, channel, uploaded)

    def _show(self, held: Claim, who: Who, channel: str, uploaded: tuple[tuple[str, str], ...]) -> None:
        with transaction(self._deps.engine) as session:
            if not work.finish(session, held, self._deps.now()):
                return
            exports.shared(session, who, tuple(file_id for file_id, _ in uploaded), self._deps.now())
        try:
            self._deps.gateway.share_files(who.team, channel, uploaded, self._deps.words("own_data.file.comment"))
        except (RateLimited, Unavailable) as error:  # certainly not shown: once more from the start
            pause = error.retry_after if isinstance(error, RateLimited) else _PAUSE_SECONDS
            with transaction(self._deps.engine) as session:
                exports.prepare(session, who, self._deps.now() + timedelta(seconds=pause))
        except (Rejected, InDoubt) as error:
            code = error.code if isinstance(error, Rejected) else ""
            with transaction(self._deps.engine) as session:
                outbox.file_trouble(session, who, "export", code, self._deps.now())

    def _upload(self, who: Who) -> tuple[tuple[str, str], ...]:
        uploaded = []
        with ExitStack() as open_files:
            written = []
            with reading(self._deps.engine) as session:
                for file in self._export(session, who):
                    content = open_files.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
                    content.writelines(line.encode() for line in file.lines)
                    written.append((file, content))
            for file, content in written:
                length = content.tell()
                content.seek(0)
                url, file_id = self._deps.gateway.announce_file(who.team, file.name, length)
                self._deps.gateway.send_file(url, content, length)
                uploaded.append((file_id, file.title))
        return tuple(uploaded)

    def _export(self, session: Session, who: Who) -> Iterator[_File]:
        now, words = self._deps.now(), self._deps.words
        yield _File(
            words.plain("own_data.file.name_markdown"),
            words.plain("own_data.file.title_markdown"),
            views.as_markdown(words, now, exports.parts(session, who)),
        )
        yield _File(
            words.plain("own_data.file.name_json"),
            words.plain("own_data.file.title_json"),
            views.as_json(who, now, exports.parts(session, who)),
        )

    def _later(self, held: Claim, seconds: float) -> None:
        with transaction(self._deps.engine) as session:
            work.hand_back(session, held, self._deps.now() + timedelta(seconds=seconds))
