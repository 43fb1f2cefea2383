"""A lease is not an appointment: say which of the two ``due_at`` is."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('work', schema=None) as batch_op:
        batch_op.add_column(sa.Column('leased', sa.Boolean(), server_default=sa.false(), nullable=False))
