"""What a facilitator reads and presses: the digest with its link and next step, going on from Home, noting a leave."""

import json
from typing import Any

from podsprint.bootstrap import Bot
from podsprint.domain.people import Facts, Standing
from podsprint.playground.server import Playground
from podsprint.slack.ids import Act
from podsprint.slack.text import Words
from podsprint.slack.views import members as member_views
from podsprint.slack.views import own_data as data_views
from podsprint.slack.views import rhythm as rhythm_views
from podsprint.slack.views import roles as role_views
from podsprint.store.tables import Absence, Pod, Post, Sprint
from podsprint.usecases import forgetting, hosts, members, roles, sprint_moves, standings
from tests.edges.http import Slack
from tests.edges.test_forms import errors
from tests.support.bots import drain
from tests.support.clock import Clock
from tests.usecases.house import ANN, BO, CY, DEE, FAY, SAM, TEAM, House

GONE = "U9"  # whose account is switched off
LATER = "U8"  # a guest, who is in no pod
PRIVATE = "C3"  # a private channel that the bot is in


def buttons(node: Any) -> list[tuple[str, str]]:
    """Every button in blocks, and its value."""
    if isinstance(node, dict):
        found = [(node["action_id"], node.get("value", ""))] if node.get("type") == "button" else []
        return found + buttons(list(node.values()))
    return [one for part in node for one in buttons(part)] if isinstance(node, list | tuple) else []


def sent(playground: Playground, words: str) -> list[dict[str, Any]]:
    return [call.args for call in playground.calls("chat.postMessage") if words in str(call.args)]


def shown_blocks(args: dict[str, Any]) -> Any:
    return json.loads(args["blocks"]) if isinstance(args["blocks"], str) else args["blocks"]


def closed(house: House, bot: Bot, clock: Clock) -> None:
    """A kick-off that has been held, its messages out."""
    house.sprint(house.pod())
    for moment in (house.meeting("kickoff").opens_at, house.meeting("kickoff").closes_at):
        clock.set(moment)
        drain(bot, clock)


def test_W7_the_digest_leads_to_the_thread_and_to_the_next_session(
    bot: Bot, house: House, playground: Playground, clock: Clock
) -> None:
    closed(house, bot, clock)
    (digest,) = sent(playground, "Kick-off of Platform leads has closed")
    card = next(row for row in house.rows(Post) if row.key == "meeting:1:card")
    assert f"https://{playground.config.team.domain}.slack.com/archives/C1/p{(card.ts or '').replace('.', '')}" in str(
        digest
    )
    following = str(house.meeting("standup").id)
    assert buttons(shown_blocks(digest)) == [
        (Act.CHANGE_SESSION, following),
        (Act.SKIP_SESSION, following),
        (Act.HAND_OVER, following),
    ]


def test_W7_whoever_ran_one_session_gets_no_buttons_for_the_next(
    bot: Bot, house: House, playground: Playground, clock: Clock
) -> None:
    house.sprint(house.pod())
    house.do(hosts.hand_over, hosts.HandOver(who=FAY, meeting_id=1, to=BO.user))
    for moment in (house.meeting("kickoff").opens_at, house.meeting("kickoff").closes_at):
        clock.set(moment)
        drain(bot, clock)
    (digest,) = sent(playground, "Kick-off of Platform leads has closed")
    assert buttons(shown_blocks(digest)) == [] and "Next: Stand-up 1" in str(digest)


def test_W7_a_paused_sprint_goes_on_from_home(
    slack: Slack, bot: Bot, house: House, playground: Playground, clock: Clock
) -> None:
    closed(house, bot, clock)
    house.do(sprint_moves.pause, sprint_moves.ChangeSprint(who=FAY, sprint_id=1))
    slack.home_opened(FAY.user)
    drain(bot, clock)
    assert (Act.RESUME_SPRINT, "1") in buttons(playground.home(FAY.user))
    slack.home_opened(ANN.user)
    drain(bot, clock)
    assert Act.RESUME_SPRINT not in dict(buttons(playground.home(ANN.user)))
    for user, value in ((ANN.user, "1"), (SAM.user, "1"), (FAY.user, "77")):
        slack.press(user, Act.RESUME_SPRINT, value)
    assert house.only(Sprint).paused_at is not None
    for _ in range(2):
        slack.press(FAY.user, Act.RESUME_SPRINT, "1")
    assert house.only(Sprint).paused_at is None
    assert house.meeting("standup").state == "planned"


def test_a_facilitator_notes_a_leave_where_she_sees_who_is_in_the_pod(slack: Slack, house: House, words: Words) -> None:
    house.pod()
    for who, may in ((FAY, True), (ANN, False)):
        window = member_views.members_window(words, house.look(members.view, who, 1))
        assert ((Act.NOTE_AWAY, "1") in buttons(window["blocks"])) is may
    form = rhythm_views.away_form(words, today=house.clock.now().date(), zone="Europe/Berlin", pod_id=1)
    last = "2026-03-20"
    slack.submit(ANN.user, form, {"user": BO.user, "last_day": last})
    assert house.rows(Absence) == []
    slack.submit(FAY.user, form, {"user": BO.user, "last_day": last})
    row = house.only(Absence)
    assert (row.user_id, row.noted_by, str(row.last_day)) == (BO.user, FAY.user, last)


def test_C12_whoever_is_named_is_looked_up_in_slack_and_brought_into_the_channel(
    slack: Slack, bot: Bot, house: House, playground: Playground, clock: Clock
) -> None:
    house.pod(channel=PRIVATE)
    drain(bot, clock)

    def send(answers: dict[str, str]) -> Any:
        form = role_views.roles_form(house.words, house.look(roles.who_runs_in, FAY, 1, house.clock.now()))
        return slack.submit(FAY.user, form, answers)

    before = house.photograph()
    assert errors(send({"facilitator": GONE})).keys() == {"facilitator"}
    assert errors(send({"deputy": GONE})).keys() == {"deputy"}
    assert house.photograph() == before
    assert LATER not in playground.channel(PRIVATE)["members"]
    assert "runs *Platform leads* now" in str(send({"facilitator": LATER}).get_json())
    drain(bot, clock)
    assert LATER in playground.channel(PRIVATE)["members"]


def test_C12_what_is_known_counts_while_slack_says_nothing_of_whoever_is_named(
    slack: Slack, house: House, playground: Playground
) -> None:
    house.pod()
    known = (Facts(user=DEE.user, standing=Standing.DEACTIVATED),)
    house.do(standings.learn, standings.Learn(team=TEAM, facts=known))
    playground.fail("users.info", "fatal_error", times=20)
    form = role_views.roles_form(house.words, house.look(roles.who_runs_in, FAY, 1, house.clock.now()))
    assert errors(slack.submit(FAY.user, form, {"facilitator": DEE.user})).keys() == {"facilitator"}
    assert house.only(Pod).facilitator_id == FAY.user
    slack.submit(FAY.user, form, {"facilitator": CY.user})
    assert house.only(Pod).facilitator_id == CY.user


def test_C12_whoever_is_to_take_over_from_somebody_who_is_forgotten_is_looked_up_in_slack(
    slack: Slack, house: House, playground: Playground
) -> None:
    house.pod()
    form = data_views.forget_form(house.words, house.look(forgetting.form, FAY))
    before = house.photograph()
    assert errors(slack.submit(FAY.user, form, {"typed": "forget me", "successor": GONE})).keys() == {"successor"}
    assert house.photograph() == before
    playground.fail("users.info", "fatal_error", times=20)
    slack.submit(FAY.user, form, {"typed": "forget me", "successor": BO.user})
    assert house.only(Pod).facilitator_id == BO.user
