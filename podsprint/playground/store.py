"""Where the workspace is kept: nowhere, or in one SQLite file that survives the death of the process."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Store:
    """Write-through storage of small JSON documents, by kind and id."""

    def __init__(self, path: Path | None) -> None:
        self._db: sqlite3.Connection | None = None
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # Made in one thread and used in another, never by two at once.
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        # In WAL a committed row outlives a killed process even so; only a power cut could take it.
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS entity (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id))"
        )

    def load(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Every document of a kind, in the order of their ids."""
        if self._db is None:
            return
        rows = self._db.execute("SELECT id, body FROM entity WHERE kind = ? ORDER BY id", (kind,))
        for key, body in rows.fetchall():
            yield key, json.loads(body)

    def put(self, kind: str, key: str, body: Any) -> None:
        """Writes a document; it is committed when this returns."""
        if self._db is not None:
            self._db.execute("INSERT OR REPLACE INTO entity VALUES (?, ?, ?)", (kind, key, json.dumps(body)))

    def drop(self, kind: str, key: str) -> None:
        """Removes a document."""
        if self._db is not None:
            self._db.execute("DELETE FROM entity WHERE kind = ? AND id = ?", (kind, key))

    def close(self) -> None:
        """Closes the file."""
        if self._db is not None:
            self._db.close()
            self._db = None
