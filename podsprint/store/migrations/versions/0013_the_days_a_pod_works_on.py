"""The days a pod works on"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ONCE = {"sqlite_autoincrement": True}  # which SQLite forgets when a table is rebuilt


def upgrade() -> None:
    with op.batch_alter_table("pod", table_kwargs=_ONCE) as batch_op:
        batch_op.add_column(sa.Column("works_on", sa.String(), nullable=False, server_default="01234"))
    # Whoever works on the usual days mostly has not said so: from now on, they follow their pod.
    op.execute("update person set works_on = '' where works_on = '01234'")


def downgrade() -> None:
    op.execute("update person set works_on = '01234' where works_on = ''")
    with op.batch_alter_table("pod", table_kwargs=_ONCE) as batch_op:
        batch_op.drop_column("works_on")
