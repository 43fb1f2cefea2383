"""What was told stays as it was told"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_CLOSED = ("adopted", "adapted", "dropped")

_told = sa.table(
    "reflection", *(sa.column(name) for name in ("id", "check_in_id", "experiment_id", "updated_at", "outcome"))
)
_experiment = sa.table("experiment", *(sa.column(name) for name in ("id", "state", "closed_at")))
_check = sa.table("booster", *(sa.column(name) for name in ("experiment_id", "answer", "answered_at")))


def upgrade() -> None:
    with op.batch_alter_table("reflection") as batch_op:
        batch_op.add_column(sa.Column("outcome", sa.String(), server_default="", nullable=False))
    op.execute(_as_told())


def downgrade() -> None:
    with op.batch_alter_table("reflection", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("outcome")


def _as_told() -> sa.Update:
    """The last entry about an experiment told how it ended, unless that was decided elsewhere since: then it had
    adopted it if there are checks of it, and else it is told no more than that it goes on."""
    other = _told.alias()
    is_last = ~sa.exists().where(
        other.c.experiment_id == _told.c.experiment_id, other.c.check_in_id.is_not(None), other.c.id > _told.c.id
    )
    ended = sa.exists().where(
        _experiment.c.id == _told.c.experiment_id, _experiment.c.state.in_(_CLOSED), _experiment.c.closed_at.is_not(None)
    )
    checks = sa.exists().where(_check.c.experiment_id == _experiment.c.id)
    given_up = checks.where(_check.c.answer == "dropped", _check.c.answered_at > _told.c.updated_at)
    elsewhere = sa.or_(_experiment.c.closed_at > _told.c.updated_at, given_up.correlate(_experiment, _told))
    outcome = (
        sa.select(
            sa.case((~elsewhere, _experiment.c.state), (checks.correlate(_experiment), "adopted"), else_="")
        )
        .where(_experiment.c.id == _told.c.experiment_id)
        .correlate(_told)
        .scalar_subquery()
    )
    return sa.update(_told).where(_told.c.check_in_id.is_not(None), is_last, ended).values(outcome=outcome)
