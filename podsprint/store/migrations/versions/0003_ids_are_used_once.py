"""Ids of entries and experiments are used once; a note may begin with somebody else's words

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("observation") as batch_op:
        batch_op.add_column(sa.Column("quoted", sa.Boolean(), nullable=False, server_default=sa.false()))
    _rebuild(once=True)


def downgrade() -> None:
    _rebuild(once=False)
    with op.batch_alter_table("observation") as batch_op:
        batch_op.drop_column("quoted")


def _rebuild(*, once: bool) -> None:
    """SQLite hands out the highest id again once its row is deleted, unless told otherwise."""
    if op.get_bind().dialect.name == "sqlite":
        for table in ("experiment", "check_in"):
            with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": once}):
                pass
