"""Alembic's entry: run the migrations on the connection that ``store.migrate`` holds."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import LargeBinary
from sqlmodel import AutoString, UTCDateTime

from podsprint.store import tables
from podsprint.store.secret import Secret

PLAIN_TYPES = {
    Secret: "sa.LargeBinary()",
    UTCDateTime: "sa.DateTime(timezone=True)",
    AutoString: "sa.String()",
}


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A migration must not depend on code that may change: it names plain types only."""
    return PLAIN_TYPES.get(type(item), False) if kind == "type" else False


def compare_type(
    _context: Any, _inspected: Any, _metadata: Any, inspected_type: Any, metadata_type: Any
) -> bool | None:
    """Secrets are stored as bytes, and that is all the database knows of them."""
    if isinstance(metadata_type, Secret):
        return not isinstance(inspected_type, LargeBinary)
    return None


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.Work.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=compare_type,
)
with context.begin_transaction():
    context.run_migrations()
