"""Looking after the keys: notice a wrong one at the start, and move every secret to the newest."""

from collections.abc import Iterator

from cryptography.fernet import InvalidToken
from sqlalchemy import Column, Engine, LargeBinary, Table, bindparam, select, type_coerce, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from podsprint.errors import WrongKey
from podsprint.store.engine import reading, transaction
from podsprint.store.secret import Secret, ring_of
from podsprint.store.tables import KeyCheck

_KNOWN = "podsprint"
_BATCH = 500


def check_keys(engine: Engine) -> None:
    """Make sure that what is stored can be read with the keys at hand.

    Raises:
        WrongKey: it cannot.
    """
    try:
        with transaction(engine) as session:
            if session.get(KeyCheck, 1) is None:
                session.add(KeyCheck(id=1, known=_KNOWN))
    except IntegrityError:  # another process was first; see whether its key is ours
        with reading(engine) as session:
            session.get(KeyCheck, 1)


def keys_fit(engine: Engine) -> bool:
    """The same, without leaving anything behind. False: nothing is stored yet.

    Raises:
        WrongKey: it cannot.
    """
    with reading(engine) as session:
        return session.get(KeyCheck, 1) is not None


def rotate(engine: Engine) -> int:
    """Encrypt every secret anew with the first key, a batch a transaction, so that older keys can be retired.

    Returns:
        How many texts were re-encrypted.

    Raises:
        WrongKey: a text was encrypted with a key that is not there. What was done before it stays done.
    """
    return sum(_rotate(engine, table, column) for table, column in _secrets())


def _secrets() -> Iterator[tuple[Table, Column[str]]]:
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Secret):
                yield table, column


def _rotate(engine: Engine, table: Table, column: Column[str]) -> int:
    key = next(iter(table.primary_key))
    raw = type_coerce(column, LargeBinary)
    # Whoever writes meanwhile writes with the first key already, and what they wrote stays.
    unchanged = (key == bindparam("row"), raw == bindparam("old"))
    change = update(table).where(*unchanged).values({column: type_coerce(bindparam("new"), LargeBinary)})
    ring = ring_of(engine.dialect)
    after, done = 0, 0
    while True:
        with reading(engine) as session:
            page = select(key, raw).where(key > after, column.is_not(None)).order_by(key).limit(_BATCH)
            rows = session.execute(page).all()
        if not rows:
            return done
        try:
            fresh = [{"row": row_id, "old": bytes(token), "new": ring.rotate(bytes(token))} for row_id, token in rows]
        except InvalidToken as error:
            raise WrongKey(f"a text in {table.name}.{column.name} needs a key that is not in PODSPRINT_KEYS") from error
        with transaction(engine) as session:
            session.connection().execute(change, fresh)
        after, done = rows[-1][0], done + len(rows)
