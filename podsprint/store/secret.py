"""Text that only its readers may see: encrypted on its way into the database, decrypted on its way out (S3)."""

from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, Engine, LargeBinary
from sqlalchemy.types import TypeDecorator

from podsprint.errors import WrongKey

_RING = "podsprint_keyring"


def new_key() -> str:
    """A fresh key, in the form ``PODSPRINT_KEYS`` takes."""
    return Fernet.generate_key().decode()


def keyring(keys: list[str]) -> MultiFernet:
    """The first key encrypts; every key decrypts.

    Raises:
        WrongKey: there is no key, or one is not a key at all.
    """
    if not keys:
        raise WrongKey("no key is set in PODSPRINT_KEYS; podsprint keys new makes one")
    fernets = []
    for number, key in enumerate(keys, start=1):
        try:
            fernets.append(Fernet(key))
        except ValueError as error:
            raise WrongKey(f"in PODSPRINT_KEYS, key {number} of {len(keys)} is not 32 url-safe base64 bytes") from error
    return MultiFernet(fernets)


def give_keys(engine: Engine, ring: MultiFernet) -> None:
    """Let this engine read and write secrets. The ring hangs on the engine's dialect, the one thing a column type is
    handed, so that two engines in one process can hold different keys and none is global."""
    setattr(engine.dialect, _RING, ring)


def ring_of(dialect: Dialect) -> MultiFernet:
    """The ring given to this dialect's engine.

    Raises:
        WrongKey: none was given.
    """
    ring = getattr(dialect, _RING, None)
    if not isinstance(ring, MultiFernet):
        raise WrongKey("this database was opened without a key")
    return ring


class Secret(TypeDecorator[str]):
    """A text column stored as Fernet ciphertext. It cannot be searched, and that is the point."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else ring_of(dialect).encrypt(value.encode())

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return ring_of(dialect).decrypt(bytes(value)).decode()
        except InvalidToken as error:
            raise WrongKey("a stored text was encrypted with a key that is not in PODSPRINT_KEYS") from error
