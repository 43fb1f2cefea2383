"""My rhythm through Slack's own payloads: commands, forms, buttons, and the minutes they take."""

import json
from datetime import date, time, timedelta

from podsprint.domain.read_models import MyRhythm
from podsprint.domain.rhythm import Rhythm
from podsprint.playground.server import Playground
from podsprint.slack.ids import Act
from podsprint.slack.views import rhythm as views
from podsprint.store.tables import Absence, Person, TimeSpent
from podsprint.usecases import ledger, roles
from tests.edges.http import Slack
from tests.edges.test_commands import said
from tests.edges.test_forms import closed, errors, standup
from tests.usecases.house import ANN, FAY, House

FRIDAY = date(2026, 3, 6)
QUIET = {"quiet_from": "18:00", "quiet_to": "08:00"}


def test_days_away_are_read_as_typed_and_echoed_in_full(slack: Slack, house: House) -> None:
    house.pod()
    shown = said(slack, "U1", "away until friday")
    assert "from Monday 2 March 2026 to Friday 6 March 2026" in shown and "(Europe/Berlin)" in shown
    assert (house.only(Absence).user_id, house.only(Absence).last_day) == ("U1", FRIDAY)
    assert "You are here" in said(slack, "U1", "back")
    assert house.rows(Absence) == []


def test_bad_days_are_told_kindly(slack: Slack, house: House) -> None:
    house.pod()
    assert "no such day" in said(slack, "U1", "away until 31 February")
    assert "cannot read" in said(slack, "U1", "away when the cows come home")
    assert "comes before" in said(slack, "U1", "away 6 march to 3 march")
    assert house.rows(Absence) == []


def test_reminders_and_quiet_hours_are_echoed_in_full(slack: Slack, house: House) -> None:
    house.pod()
    assert "*Reminders:* light" in said(slack, "U1", "remind light")
    assert "I know four ways" in said(slack, "U1", "remind loudly")
    assert "18:00 to 08:00 (Europe/Berlin)" in said(slack, "U1", "quiet 18:00-08:00")
    assert "cannot read" in said(slack, "U1", "quiet in the evening")
    assert "no moment left" in said(slack, "U1", "quiet 8:00-18:00")
    row = house.only(Person)
    assert (row.reminders, row.quiet_from, row.quiet_to) == ("light", time(18), time(8))
    assert "none besides" in said(slack, "U1", "quiet off")
    assert "Monday to Friday, 09:00 to 17:00" in said(slack, "U1", "remind")


def test_the_form_is_kept_and_read_back(slack: Slack, house: House) -> None:
    form = views.rhythm_form(house.words, MyRhythm(rhythm=Rhythm(zone="Europe/Berlin")))
    answers = {"works_on": ["0", "2", "4"], "reminders": "active", "country": "DE", **QUIET}
    body = slack.submit("U1", form, answers).get_json()
    assert body["response_action"] == "update"
    assert "Mon, Wed, Fri, 09:00 to 17:00" in str(body["view"]) and "Germany" in str(body["view"])
    row = house.only(Person)
    assert (row.works_on, row.reminders, row.country, row.quiet_from) == ("024", "active", "DE", time(18))


def test_a_form_that_cannot_stand_is_told_at_its_field(slack: Slack, house: House) -> None:
    form = views.rhythm_form(house.words, MyRhythm(rhythm=Rhythm(zone="Europe/Berlin")))
    assert list(errors(slack.submit("U1", form, {"works_to": "08:00"}))) == ["works_to"]
    assert list(errors(slack.submit("U1", form, {"works_on": []}))) == ["works_on"]
    assert house.rows(Person) == []


def test_a_facilitator_notes_somebody_away_and_a_leader_cannot(slack: Slack, house: House) -> None:
    pod = house.pod()
    form = views.away_form(house.words, today=date(2026, 3, 2), zone="Europe/Berlin", pod_id=pod.id, user=FAY.user)
    answers = {"user": "U1", "last_day": "2026-03-06"}
    assert "is noted as away" in str(slack.submit("U5", form, answers).get_json()["view"])
    noted = house.only(Absence)
    assert (noted.user_id, noted.source, noted.noted_by) == ("U1", "facilitator", "U5")
    assert errors(slack.submit("U2", form, answers)) == {"user": "Only the facilitator of this pod can do this."}
    assert slack.press("U2", Act.NOT_AWAY, str(noted.id)).status_code == 200  # not theirs
    assert len(house.rows(Absence)) == 1
    assert slack.press("U1", Act.NOT_AWAY, str(noted.id)).status_code == 200
    assert house.rows(Absence) == []


def test_C12_whoever_runs_the_pod_of_a_channel_may_say_there_who_is_away(
    slack: Slack, house: House, playground: Playground
) -> None:
    house.pod()
    command = roles.SetRoles(who=FAY, pod_id=1, facilitator=FAY.user, deputy="U6", role="peer")
    house.do(roles.set_roles, command)
    for user, asked in (("U5", True), ("U6", True), ("U1", False)):
        slack.command(user, "away")
        (*_, opened) = playground.calls("views.open")
        view = opened.args["view"] if isinstance(opened.args["view"], dict) else json.loads(opened.args["view"])
        assert ("user" in [block.get("block_id") for block in view["blocks"]]) is asked


def test_N7_a_form_takes_its_time_once_and_none_of_its_own_in_a_live_session(slack: Slack, house: House) -> None:
    pod = house.pod()
    house.sprint(pod)
    house.experiment(ANN, pod)
    house.opened("standup")
    before = spent(house)
    assert closed(slack.submit("U1", standup(house), {"noticed": "n"}))
    assert spent(house) == before  # part of the half hour
    house.closed("standup")
    week = house.look(ledger.week, ANN, house.clock.now())
    assert week.live_seconds == 30 * 60
    for _ in range(2):
        assert closed(slack.submit("U1", standup(house), {"noticed": "late"}))
    assert [row.seconds for row in house.rows(TimeSpent) if row.kind == "check_in"] == [90]


def spent(house: House) -> timedelta:
    return timedelta(seconds=sum(row.seconds for row in house.rows(TimeSpent) if row.user_id == "U1"))


def test_a_made_up_day_stops_nothing(slack: Slack, house: House) -> None:
    house.pod()
    before = house.photograph()
    for value in ("2026-03-02", "9999-12-31", "tomorrow"):
        assert slack.press("U1", Act.STOP_REMINDERS, value).status_code == 200
    assert house.photograph() == before
