"""Starting a pod: where it lives, who may be in it, and everything Slack may say against it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from podsprint.bootstrap import Bot
from podsprint.domain.people import Who
from podsprint.domain.read_models import NotInvited, NotInvitedLine
from podsprint.errors import Refused
from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground
from podsprint.slack.gateway import Gateway
from podsprint.slack.ids import Act
from podsprint.slack.listeners import creating as creating_forms
from podsprint.slack.payloads import Form
from podsprint.slack.views import creating
from podsprint.store.tables import Member, Person, Pod
from podsprint.usecases import invitations
from tests.edges.http import Slack, person, state
from tests.support.bots import Bots, drain
from tests.support.clock import Clock
from tests.usecases.house import TEAM, House

FOUR = ["U1", "U2", "U3", "U4"]
GUEST, GONE, BOT, NOBODY = "U8", "U9", "U0BOT", "U404"


def form(house: House, here: str = "C1") -> dict[str, Any]:
    return creating.create_form(house.words, channel=here, facilitator="U1", zone="Europe/Berlin")


def send(slack: Slack, house: House, user: str = "U1", here: str = "C1", **answers: Any) -> Any:
    given = {"name": "Delta", "leaders": FOUR, **answers}
    return slack.submit(user, form(house, here), given).get_json()


def told(slack: Slack, house: House, user: str = "U1", here: str = "C1", **answers: Any) -> dict[str, str]:
    body = send(slack, house, user, here, **answers)
    assert body["response_action"] == "errors", body
    assert house.rows(Pod) == []
    return dict(body["errors"])


# Where it lives ---------------------------------------------------------------------------------------------------


def test_a_pod_gets_a_private_channel_of_its_own_and_its_people_are_brought_there(
    slack: Slack, house: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    body = send(slack, house, name="Platform & R+D Leads", place="new", facilitator="U5")
    assert body["response_action"] == "update"
    channel = playground.channel(house.only(Pod).channel_id)
    assert (channel["name"], channel["kind"], channel["members"]) == ("pod-platform-r-d-leads", "private", [BOT])
    drain(bot, clock)
    assert set(playground.channel(channel["id"])["members"]) == {*FOUR, "U5", BOT}
    assert any("set up this pod" in message["text"] for message in playground.messages(channel["id"]))


def test_S1_a_public_channel_is_told_before_and_after_to_everyone_it_concerns(
    slack: Slack, house: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    assert "anyone in the workspace" in str(send(slack, house)["view"])
    assert "anyone in the workspace" not in str(send(slack, house, name="Mine", place="new")["view"])
    drain(bot, clock)
    (intro,) = [message["text"] for message in playground.messages("C1")]
    assert "anyone in the workspace can read" in intro
    told = {text.split("\n")[0]: "anyone in the workspace can read" in text for text in direct(playground, "U1")}
    assert told == {"Welcome to Delta": True, "Welcome to Mine": False}


def test_S1_the_form_says_that_its_channel_is_public(bot_on: Bots, playground: Playground) -> None:
    bot_on(connect=True)
    ann = Actor(playground.url, "U1")
    for channel, is_public in (("C1", True), ("C3", False)):
        ann.command(channel, "/pod create")
        assert ("This channel is public" in ann.modal().text) == is_public


def test_a_pod_waits_for_no_word_on_who_can_read_its_channel(
    slack: Slack, house: House, playground: Playground
) -> None:
    playground.fail("conversations.info", "fatal_error", times=5)
    assert send(slack, house)["response_action"] == "update"


@pytest.mark.parametrize(("typed", "made"), [("leads-in-motion", "leads-in-motion"), (" #leads_2 ", "leads_2")])
def test_the_new_channel_may_be_named(
    slack: Slack, house: House, playground: Playground, typed: str, made: str
) -> None:
    send(slack, house, place="new", channel_name=typed)
    assert playground.channel(house.only(Pod).channel_id)["name"] == made


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("general", "called general already"),
        ("Leads", "For example: pod-leads"),
        ("le.ads", "For example"),
        ("<!channel>", "For example: pod-channel"),
        ("- -", "For example"),
        ("x" * 81, "81 characters"),
    ],
)
def test_a_channel_name_that_will_not_do_is_told_at_its_field(
    slack: Slack, house: House, playground: Playground, name: str, text: str
) -> None:
    errors = told(slack, house, place="new", channel_name=name)
    assert list(errors) == ["channel_name"] and text in errors["channel_name"]
    assert [call.error for call in playground.calls("conversations.create")] in ([], ["name_taken"])


@pytest.mark.parametrize(
    ("fault", "field", "text"),
    [
        ("restricted_action", "place", "does not let me make channels"),
        ("cannot_create_channel", "place", "does not let me make channels"),
        ("missing_scope", "place", "does not let me make channels"),
        ("invalid_name_specials", "channel_name", "small letters"),
        ("invalid_name_maxlength", "channel_name", "small letters"),
        ("no_channel", "place", "(no_channel)"),
        ("fatal_error", "place", "Press the button again"),
        ("timeout_before", "place", "Press the button again"),
        ("429", "place", "Press the button again"),
    ],
)
def test_every_error_of_making_a_channel_is_explained_at_a_field(
    slack: Slack, house: House, playground: Playground, fault: str, field: str, text: str
) -> None:
    playground.fail("conversations.create", fault)
    errors = told(slack, house, place="new")
    assert list(errors) == [field] and text in errors[field]


def test_nothing_is_made_in_slack_for_a_form_that_is_refused(
    slack: Slack, house: House, playground: Playground
) -> None:
    assert set(told(slack, house, name="", place="new", leaders=["U1"])) == {"name", "leaders"}
    assert playground.calls("conversations.create") == []


@pytest.mark.parametrize("fault", ["timeout_after", "drop_after"])
def test_a_channel_left_over_from_a_try_that_broke_off_is_taken_up(
    slack: Slack, house: House, playground: Playground, fault: str
) -> None:
    playground.fail("conversations.create", fault)  # made, and we never hear of it
    assert "Press the button again" in told(slack, house, place="new")["place"]
    assert send(slack, house, place="new")["response_action"] == "update"
    assert playground.channel(house.only(Pod).channel_id)["name"] == "pod-delta"
    assert [call.error for call in playground.calls("conversations.create")][-1] == "name_taken"


def test_a_channel_in_which_a_pod_has_lived_is_not_taken_up(slack: Slack, house: House, bot: Bot) -> None:
    channel = bot.deps.gateway.create_channel(TEAM, "pod-delta")
    house.create(channel=channel, name="Before")
    body = send(slack, house, place="new")
    assert "called pod-delta already" in body["errors"]["channel_name"]


def test_S8_a_channel_in_the_form_is_a_claim(slack: Slack, house: House) -> None:
    assert "cannot see this channel" in told(slack, house, here="C4")["place"]  # private, without us
    assert "not in this channel" in told(slack, house, user="U5")["place"].lower()
    assert "not in this channel yet" in told(slack, house, here="C2")["place"]  # public, without us
    assert "cannot see" in told(slack, house, here="C404")["place"]
    assert "cannot see" in told(slack, house, here="", place="pick", channel="C4")["channel"]
    assert told(slack, house, here="", place="pick") == {"channel": "This is still empty."}


def test_a_form_pressed_twice_makes_one_pod_and_one_channel(slack: Slack, house: House, playground: Playground) -> None:
    first, second = (send(slack, house, place="new") for _ in range(2))
    assert first["view"]["blocks"] == second["view"]["blocks"]
    assert len(house.rows(Pod)) == len(playground.calls("conversations.create")) == 1


def test_a_name_that_is_taken_is_told(slack: Slack, house: House) -> None:
    send(slack, house)
    errors = send(slack, house, name="DELTA", place="new", leaders=["U1", "U2", "U3", "U5"])["errors"]
    assert errors == {"name": "There is a pod called DELTA already. Another name keeps them apart."}


# Who may be in it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["leaders", "facilitator"])
@pytest.mark.parametrize(
    ("person", "text"),
    [
        (BOT, "podsprint: a bot, and a pod is for people"),
        (GONE, "gone: this account is switched off"),
        (NOBODY, "not in this"),
    ],
)
def test_somebody_who_cannot_take_part_is_refused_at_the_field(
    slack: Slack, house: House, field: str, person: str, text: str
) -> None:
    given: dict[str, Any] = {field: [*FOUR, person] if field == "leaders" else person}
    errors = told(slack, house, **given)
    assert list(errors) == [field] and text in errors[field]


def test_what_slack_said_before_counts_when_it_says_nothing_now(
    slack: Slack, house: House, playground: Playground
) -> None:
    send(slack, house)
    assert {row.user_id: row.standing for row in house.rows(Person)} == dict.fromkeys(FOUR, "member")
    playground.fail("users.info", "fatal_error", times=20)
    assert send(slack, house, name="South", place="new")["response_action"] == "update"  # nothing is known against them


def test_a_guest_may_lead_and_it_is_said_what_may_stand_in_the_way(
    slack: Slack, house: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    body = send(slack, house, leaders=[*FOUR, GUEST], place="new")
    assert f"<@{GUEST}>" in str(body["view"]) and "guest" in str(body["view"])
    playground.fail("conversations.invite", "user_is_restricted")
    drain(bot, clock)
    found = house.look(invitations.not_invited, 1, "U1")
    assert found is not None and found[1] is not None
    assert [line.code for line in found[1].lines] == ["user_is_restricted"]
    assert any("a guest, and guests are added by an admin" in text for text in direct(playground, "U1"))


def direct(playground: Playground, user: str) -> list[str]:
    return [
        message["text"]
        for call in playground.calls("conversations.open")
        if call.args.get("users") == user
        for message in playground.messages(str(call.answer["channel"]["id"]))
    ]


def test_L17_a_guest_who_facilitates_is_an_outsider(slack: Slack, house: House) -> None:
    send(slack, house, facilitator=GUEST)
    assert house.only(Pod).facilitator_role == "outsider"


def test_no_channel_is_made_for_a_guest(slack: Slack, house: House, playground: Playground) -> None:
    assert "guests make no channels" in told(slack, house, user=GUEST, place="new")["place"]
    assert playground.calls("conversations.create") == []


def test_the_note_on_who_is_not_in_the_channel_goes_when_it_is_mended(
    slack: Slack, house: House, bot: Bot, clock: Clock, playground: Playground
) -> None:
    playground.fail("conversations.invite", "cant_invite", times=2)
    send(slack, house, place="new", facilitator="U1")
    drain(bot, clock)
    found = house.look(invitations.not_invited, 1, "U1")
    lines = tuple(NotInvitedLine(person=user, code="cant_invite") for user in ("U1", "U2"))
    channel = house.only(Pod).channel_id
    assert found is not None and found[1] == NotInvited(pod_id=1, pod="Delta", channel=channel, lines=lines)
    assert any("Not everyone is in the channel" in text for text in direct(playground, "U1"))
    slack.press("U1", "try_again", "1")
    drain(bot, clock)
    assert not any("Not everyone is in the channel" in text for text in direct(playground, "U1"))
    assert set(playground.channel(channel)["members"]) == {*FOUR, BOT}


def test_S8_a_facilitator_of_another_workspace_hears_nothing(slack: Slack, house: House) -> None:
    send(slack, house)
    assert {row.team_id for row in house.rows(Member)} == {Who(TEAM, "U1").team}


class Meanwhile:
    """Slack, in which something else happens while a channel is being made."""

    def __init__(self, gateway: Gateway, then: Callable[[], object]) -> None:
        self._gateway, self._then = gateway, then

    def create_channel(self, team: str, name: str) -> str:
        channel = self._gateway.create_channel(team, name)
        self._then()
        return channel

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)


def test_who_loses_a_race_is_told_of_the_empty_channel_and_the_next_try_takes_it_up(
    slack: Slack, house: House, bot: Bot, playground: Playground
) -> None:
    quicker: Any = Meanwhile(bot.deps.gateway, lambda: house.create(name="Delta"))
    view = form(house)
    shown = {**view, "id": "V1", "state": {"values": state(view, {"name": "Delta", "leaders": FOUR, "place": "new"})}}
    with pytest.raises(Refused) as refused:
        creating_forms.submit(replace(bot.deps, gateway=quicker), Form({**person("U1", TEAM), "view": shown}))
    codes = [(one.code, one.field) for one in refused.value.problems]
    assert codes == [("name_taken", "name"), ("channel_waits", "channel_name")]
    assert send(slack, house, name="Epsilon", place="new", channel_name="pod-delta")["response_action"] == "update"
    (made,) = [pod for pod in house.rows(Pod) if pod.name == "Epsilon"]
    assert playground.channel(made.channel_id)["name"] == "pod-delta"
    assert len([call for call in playground.calls("conversations.create") if not call.error]) == 1


def test_L5_the_form_comes_with_the_days_its_opener_works_on(
    slack: Slack, house: House, playground: Playground
) -> None:
    house.create(works_on=frozenset({6, 0, 1, 2, 3}))
    pressed = {"action_id": Act.START_POD, "block_id": "b", "type": "button", "value": "", "action_ts": "1.0"}
    window = {"type": "modal", "id": "V1", "hash": "1.a"}  # made up: Slack is asked to fill it all the same
    slack.interact({"type": "block_actions", **person("U1", TEAM), "view": window, "actions": [pressed]})
    (call,) = playground.calls("views.update")
    (ticked,) = [
        block["element"] for block in json.loads(call.args["view"])["blocks"] if block.get("block_id") == "works_on"
    ]
    assert {option["value"] for option in ticked["initial_options"]} == set("60123")
