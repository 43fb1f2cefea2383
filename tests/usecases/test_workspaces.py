"""A workspace's settings: its admins', and nobody loses what another has just set."""

from dataclasses import replace

import pytest

from podsprint.domain.audit import Action
from podsprint.domain.people import Facts, Standing, Who
from podsprint.domain.workspace import MAX_CONTACTS
from podsprint.store.tables import Audit, Workspace
from podsprint.usecases import installation, workspaces
from tests.usecases.house import ANN, BO, ELSEWHERE, TEAM, House


def facts(who: Who, standing: Standing = Standing.ADMIN) -> tuple[Facts, ...]:
    return (Facts(user=who.user, standing=standing),)


def change(who: Who = ANN, **other: object) -> workspaces.ChangeWorkspace:
    command = workspaces.ChangeWorkspace(who=who, facts=facts(who), contacts="Dana", keep_months=12, version="")
    return replace(command, **other)  # type: ignore[arg-type]


def test_S6_an_admin_changes_them_and_the_trail_says_so(both: House) -> None:
    shown = both.do(workspaces.change, change())
    assert (shown.contacts, shown.keep_months, shown.changed_by) == ("Dana", 12, ANN.user)
    assert both.look(workspaces.settings, TEAM) == shown and shown.changed_at == both.clock.now()
    trail = [(row.actor, row.action, row.object_id) for row in both.rows(Audit)]
    assert trail == [(ANN.user, Action.HELP_CHANGED, None), (ANN.user, Action.RETENTION_CHANGED, 12)]


@pytest.mark.parametrize("standing", [one for one in Standing if one != Standing.ADMIN])
def test_S8_nobody_else_does(house: House, standing: Standing) -> None:
    assert house.codes(workspaces.change, change(facts=facts(ANN, standing))) == [("admins_only", "")]


def test_S8_what_slack_said_of_somebody_else_does_not_count(house: House) -> None:
    assert house.codes(workspaces.change, change(facts=facts(BO))) == [("admin_unknown", "")]
    assert house.codes(workspaces.change, change(facts=())) == [("admin_unknown", "")]


def test_whoever_is_second_is_told(both: House) -> None:
    first = both.do(workspaces.change, change())
    assert both.codes(workspaces.change, change(BO, contacts="Eli")) == [("workspace_changed", "")]
    both.clock.advance(minutes=1)
    second = both.do(workspaces.change, change(BO, contacts="Eli", version=first.version))
    assert (second.contacts, second.changed_by) == ("Eli", BO.user)


def test_a_form_sent_twice_is_kept_once(both: House) -> None:
    both.do(workspaces.change, change())
    both.do(workspaces.change, change())
    assert len(both.rows(Audit)) == 2


def test_an_empty_text_is_the_usual_one(house: House) -> None:
    first = house.do(workspaces.change, change())
    house.do(workspaces.change, change(contacts=" \n ", keep_months=0, version=first.version))
    row = house.only(Workspace)
    assert (row.help_contacts, row.keep_months, row.changed_by) == (None, None, ANN.user)


def test_fields_that_cannot_stand_are_told_at_once(house: House) -> None:
    found = house.codes(workspaces.change, change(contacts="x" * (MAX_CONTACTS + 1), keep_months=5))
    assert found == [("too_long", "contacts"), ("choose_one", "keep_months")]


def test_another_workspace_keeps_its_own(both: House) -> None:
    both.do(workspaces.change, change())
    shown = both.look(workspaces.settings, ELSEWHERE.team)
    assert (shown.contacts, shown.keep_months, shown.version) == ("", 0, "")


def test_they_outlive_an_app_that_is_taken_out_and_put_back(house: House) -> None:
    house.do(workspaces.change, change())
    house.do(installation.uninstalled, installation.Uninstalled(team=TEAM))
    assert house.look(workspaces.settings, TEAM).contacts == "Dana"
