"""An experiment goes on in another pod"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ONCE = {"sqlite_autoincrement": True}  # which SQLite forgets when a table is rebuilt


def upgrade() -> None:
    with op.batch_alter_table("experiment", table_kwargs=_ONCE) as batch_op:
        batch_op.add_column(sa.Column("continues_id", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_experiment_continues_id"), ["continues_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_experiment_continues_id"), "experiment", ["continues_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("experiment", table_kwargs=_ONCE) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_experiment_continues_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_experiment_continues_id"), type_="unique")
        batch_op.drop_column("continues_id")
