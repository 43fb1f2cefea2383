"""Every table is either somebody's own, and goes with them (S5), or is said why not. The tables are walked."""

from sqlalchemy import String
from sqlmodel import SQLModel

from podsprint.slack.samples.own_data import PARTS
from podsprint.store.secret import Secret
from podsprint.usecases.belongings import BELONGINGS, MENTIONS, NOT_ONE_PERSONS

TABLES = SQLModel.metadata.tables
OWN = {str(belonging.table.__tablename__) for belonging in BELONGINGS}
# Ids that are no person's.
OTHER_IDS = {"team_id", "channel_id", "file_id", "question_id", "id"}


def test_S5_every_table_is_somebodys_own_or_is_said_why_not() -> None:
    """A new table: put it in `usecases/belongings.py`, as a `Belonging` or in `NOT_ONE_PERSONS` with the reason."""
    assert set(TABLES) - OWN - set(NOT_ONE_PERSONS) == set()
    assert OWN & set(NOT_ONE_PERSONS) == set()


def test_S5_what_is_one_persons_in_secret_is_exported() -> None:
    for name in OWN:
        left_out = next(one.left_out for one in BELONGINGS if one.table.__tablename__ == name)
        secret = {column.name for column in TABLES[name].columns if isinstance(column.type, Secret)}
        assert secret & set(left_out) == set()


def test_S5_nobody_is_named_anywhere_without_it_being_known() -> None:
    """A column with a person in it: its table is their own, or it is one of the `MENTIONS`."""

    def of_a_person(name: str) -> bool:
        return name.endswith(("_by", "_of")) or (name.endswith("_id") and name not in OTHER_IDS)

    named = {
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if isinstance(column.type, String) and not isinstance(column.type, Secret) and of_a_person(column.name)
    }
    own = {(name, "user_id") for name in OWN}
    assert named - own - set(MENTIONS) == set()


def test_every_part_of_an_export_has_a_sample_and_so_a_heading() -> None:
    assert set(PARTS) == OWN | {"pods"}
