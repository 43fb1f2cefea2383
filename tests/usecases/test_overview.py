"""Every pod somebody runs, in one view; and what a manager or an outsider is shown on any surface (L17)."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest

from podsprint.domain.people import Standing, Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import Brief, Digest
from podsprint.errors import Refused
from podsprint.playground.limits import check_view
from podsprint.slack import views
from podsprint.slack.ids import Act
from podsprint.slack.views.home import home as home_view
from podsprint.slack.views.overview import overview as overview_view
from podsprint.store.engine import reading, transaction
from podsprint.store.tables import CheckIn, Meeting, Person
from podsprint.usecases import entries, home, joining, members, moves, overview, roles
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver
from tests.support.statements import counted
from tests.usecases.house import ANN, BO, FAY, SAM, TEAM, House

SECRET = "zz-words-zz"


def pods(house: House, count: int) -> None:
    for number in range(count):
        house.sprint(house.pod(name=f"Pod {number}", channel=f"C{number}"))


def statements(house: House, who: Who) -> int:
    with reading(house.engine) as session, counted(house.engine) as asked:
        overview.overview(session, who, house.clock.now())
    return len(asked)


def test_C12_a_dozen_pods_take_as_many_queries_as_two(house: House) -> None:
    pods(house, 2)
    few = statements(house, FAY)
    for number in range(2, 12):
        house.sprint(house.pod(name=f"Pod {number}", channel=f"C{number}"))
    assert statements(house, FAY) == few <= 13


def test_C12_twelve_pods_are_two_pages(house: House) -> None:
    pods(house, 12)
    first = house.look(overview.overview, FAY, house.clock.now())
    last = house.look(overview.overview, FAY, house.clock.now(), 99)
    assert [(len(page.pods), page.page, page.pages, page.total) for page in (first, last)] == [
        (8, 0, 2, 12),
        (4, 1, 2, 12),
    ]
    names = [line.pod.name for page in (first, last) for line in page.pods]
    assert len(set(names)) == 12
    for page in (first, last):
        assert check_view(overview_view(house.words, page)) == []


def test_a_line_says_what_needs_somebody(both: House) -> None:
    both.create()
    (line,) = both.look(overview.overview, FAY, both.clock.now()).pods
    assert line.needs == ("charter",) and line.session is None
    both.sprint(both.pod(name="Second", channel="C2"))
    line = both.look(overview.overview, FAY, both.clock.now()).pods[0]
    assert line.needs == () and line.session is not None and line.session.kind == "kickoff"


def buttons(house: House, who: Who) -> list[tuple[str, str]]:
    """What each button does, and about what; of one pod."""
    view = overview_view(house.words, house.look(overview.overview, who, house.clock.now()))
    return [
        (one["action_id"], one["value"])
        for block in view["blocks"]
        for one in block.get("elements", ())
        if "action_id" in one
    ]


def test_W7_the_next_session_is_moved_skipped_and_handed_over_from_the_overview(house: House) -> None:
    house.sprint(house.pod())
    usual = [Act.CHANGE_SESSION, Act.SKIP_SESSION, Act.HAND_OVER, Act.REPORT, Act.MEMBERS, Act.ROLES]
    assert [act for act, _ in buttons(house, FAY)] == usual
    house.opened("kickoff")
    assert [act for act, _ in buttons(house, FAY)] == [act for act in usual if act != Act.SKIP_SESSION]


def test_what_needs_somebody_has_its_button_in_the_overview(house: House) -> None:
    house.sprint(house.pod())
    house.do(members.leave, members.Leave(who=ANN, pod_id=1))
    house.do(joining.ask_to_join, joining.AskToJoin(who=SAM, channel="C1"))
    for number in (2, 3):
        house.do(moves.change, moves.ChangeSession(who=FAY, meeting_id=number, how="skip"))
    assert buttons(house, FAY)[:3] == [(Act.ASK_MERGE, "1"), (Act.MEMBERS, "1"), (Act.PAUSE_SPRINT, "1")]
    house.do(joining.answer, joining.Answer(who=FAY, proposal_id=1, accept=False))
    line = house.look(overview.overview, FAY, house.clock.now()).pods[0]
    assert line.needs == ("skipped_twice", "small")


def test_two_skipped_sessions_in_a_row_are_noticed(house: House) -> None:
    pods(house, 1)

    def skip(*numbers: int) -> tuple[str, ...]:
        with transaction(house.engine) as session:
            for number in numbers:
                meeting = session.get_one(Meeting, number)
                meeting.state = "skipped"
                session.add(meeting)
        return house.look(overview.overview, FAY, house.clock.now()).pods[0].needs

    assert skip(2) == ()
    assert skip(3) == ("skipped_twice",)


@pytest.mark.parametrize("who", [ANN, SAM])
def test_S8_the_overview_is_for_those_who_run_a_pod(house: House, who: Who) -> None:
    pods(house, 1)
    with pytest.raises(Refused, match="runs_no_pod"):
        house.look(overview.overview, who, house.clock.now())


# The visibility matrix, on every surface ---------------------------------------------------------------------------

ROLES = {"peer": True, "manager": False, "outsider": False, "guest": False}


def play(house: House, role: str) -> list[Any]:
    """A kick-off and two stand-ups with Ann's words in the pod's ring, and all that Fay is sent and can ask for."""
    house.sprint(house.pod())
    if role == "guest":
        with transaction(house.engine) as session:
            session.add(Person(team_id=TEAM, user_id=FAY.user, standing=Standing.GUEST))
    else:
        command = roles.SetRoles(who=FAY, pod_id=1, facilitator=FAY.user, deputy="", role=role)
        house.do(roles.set_roles, command)
    house.kick_off(ANN, house.opened("kickoff"), hypothesis=f"If {SECRET}, then so that", ring=Ring.POD)
    house.closed("kickoff")
    house.live_through(house.meeting("standup").opens_at)
    said = dict.fromkeys(("tried", "noticed", "next_step", "coaching_topic"), SECRET)
    house.stand_up(ANN, house.meeting("standup").id or 0, **said)
    seen: list[Any] = [home_view(house.words, house.look(home.home, FAY, house.clock.now()))]
    house.closed("standup")
    house.live_through(house.meeting("standup", 2).opens_at - timedelta(minutes=1))
    sent = [out for _, out in house.said if isinstance(out, Outgoing) and out.conversation == FAY.user]
    assert {Brief, Digest} <= {type(out.model) for out in sent}
    seen += [asdict(views.render(house.words, out.model)) for out in sent if out.model is not None]
    seen += [overview_view(house.words, house.look(overview.overview, FAY, house.clock.now()))]
    for entry in house.rows(CheckIn):
        try:
            seen.append(house.look(entries.read, entries.ReadEntry(who=FAY, check_in_id=entry.id or 0)))
        except Refused as refused:
            seen.append(refused.problems)
    return seen


@pytest.mark.parametrize("role", ROLES)
def test_L17_a_manager_or_an_outsider_is_sent_nobodys_words(house: House, role: str) -> None:
    seen = play(house, role)
    assert (SECRET in repr(seen)) is ROLES[role]
    digests = [out.model for kind, out in house.said if kind == Deliver.DIGEST and isinstance(out, Outgoing)]
    last = digests[-1]
    assert isinstance(last, Digest)
    assert (last.shared, last.wishes, last.silent) == (1, 1, 3)  # numbers they get
    assert bool(last.not_yet) is ROLES[role]  # a list of names they do not
    told = "nobody's words" in repr(seen)
    assert told is not ROLES[role]  # and they are told so


@pytest.mark.parametrize("role", ["manager", "outsider"])
def test_L17_the_pod_is_told_that_its_facilitator_sees_less(house: House, role: str) -> None:
    house.pod()
    command = roles.SetRoles(who=FAY, pod_id=1, facilitator=FAY.user, deputy=BO.user, role=role)
    house.do(roles.set_roles, command)
    house.tick()
    (*_, intro) = [out.model for kind, out in house.said if kind == Deliver.POD_INTRO and isinstance(out, Outgoing)]
    shown = views.render(house.words, intro).text
    assert "nobody's words" in shown and f"<@{BO.user}>" in shown


def test_L17_what_was_sent_to_a_former_facilitator_is_told_anew_without_words(house: House) -> None:
    house.sprint(house.pod())
    house.kick_off(ANN, house.opened("kickoff"), hypothesis=f"If {SECRET}, then so that", ring=Ring.POD)
    house.closed("kickoff")
    command = roles.SetRoles(who=FAY, pod_id=1, facilitator=BO.user, deputy="", role="peer")
    house.do(roles.set_roles, command)
    house.tick()
    house.said.clear()
    house.kick_off(BO, house.meeting("kickoff").id or 0)  # a late entry, so the digest is brought up to date
    house.tick()
    (digest,) = [out for kind, out in house.said if kind == Deliver.DIGEST and isinstance(out, Outgoing)]
    assert digest.conversation == FAY.user and SECRET not in repr(digest.model)
