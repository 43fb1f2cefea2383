"""Find the entries about an experiment without reading them all."""

from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_check_in_experiment', 'check_in', ['experiment_id'], unique=False)
