"""What needs a person: told once, to the right one, in one message a day and in their hours."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from podsprint.domain.needs import Cause
from podsprint.domain.people import Facts, Standing, Who
from podsprint.domain.privacy import Ring
from podsprint.domain.read_models import AsksPod, Needs, PlaceNote
from podsprint.slack import views
from podsprint.store.engine import transaction
from podsprint.store.tables import Pod, Work
from podsprint.usecases import absences, hosts, members, moves, needs, person_changes, pods, roles, sprint_moves
from podsprint.usecases.messages import Outgoing
from podsprint.usecases.outbox import Deliver
from tests.usecases.house import ANN, BO, CY, DEE, FAY, SAM, House

EIGHT = datetime(2026, 3, 3, 8, tzinfo=UTC)  # Tuesday, nine in Berlin


@pytest.fixture
def running(both: House) -> House:
    """A sprint whose kick-off has been held; it is Tuesday morning."""
    both.sprint(both.pod())
    both.closed("kickoff")
    both.live_through(EIGHT)
    both.said.clear()
    return both


def skip(house: House, kind: str, number: int = 1, *, how: str = "skip") -> None:
    meeting = house.meeting(kind, number).id or 0
    house.do(moves.change, moves.ChangeSession(who=FAY, meeting_id=meeting, how=how))


def leave(house: House, who: Who, pod: int = 1) -> None:
    house.do(members.leave, members.Leave(who=who, pod_id=pod))


def away(house: House, who: Who, first: date, last: date) -> None:
    house.do(absences.note, absences.NoteAbsence(who=who, first_day=first, last_day=last))


def switched_off(house: House, who: Who) -> None:
    facts = Facts(user=who.user, standing=Standing.DEACTIVATED)
    house.do(person_changes.changed, person_changes.PersonIs(who=who, facts=facts))


def deputise(house: House, who: Who) -> None:
    house.do(
        roles.set_roles,
        roles.SetRoles(who=FAY, pod_id=1, facilitator=FAY.user, deputy=who.user, role="peer"),
    )


def told(house: House) -> list[tuple[str, Any]]:
    """To whom what of this kind was said; those that are new only."""
    found = [
        (out.conversation, out.model)
        for kind, out in house.said
        if kind == Deliver.NEEDS and isinstance(out, Outgoing) and out.model is not None
    ]
    house.is_out()
    house.said.clear()
    return found


def causes(found: list[tuple[str, Any]]) -> list[tuple[str, list[Cause]]]:
    return [
        (to, [need.cause for need in model.items] if isinstance(model, Needs) else [model.need.cause])
        for to, model in found
    ]


def test_C12_two_skips_in_a_row_are_told_once_after_an_hour(running: House) -> None:
    skip(running, "standup")
    running.live_through(EIGHT + timedelta(hours=2))
    assert told(running) == []
    skip(running, "standup", 2)
    running.live_through(EIGHT + timedelta(hours=2, minutes=59))
    assert told(running) == []
    running.live_through(EIGHT + timedelta(hours=3, minutes=1))
    ((to, note),) = told(running)
    (need,) = note.items
    assert (to, need.cause, need.stands) == (FAY.user, Cause.SKIPPED, True)
    assert [(line.kind, line.number) for line in need.sessions] == [("standup", 1), ("standup", 2)]
    assert need.following.kind == "retro" and need.sprint_id == 1
    running.live_through(running.meeting("retro").opens_at)
    assert told(running) == []


def test_C12_a_skip_that_is_taken_back_or_a_paused_sprint_needs_nobody(running: House) -> None:
    skip(running, "standup")
    skip(running, "standup", 2)
    skip(running, "standup", 2, how="undo")
    running.live_through(EIGHT + timedelta(hours=3))
    assert told(running) == []
    skip(running, "standup", 2)
    running.do(sprint_moves.pause, sprint_moves.ChangeSprint(who=FAY, sprint_id=1))
    running.live_through(EIGHT + timedelta(days=3))
    assert told(running) == []


def test_C12_a_session_held_together_with_the_next_is_not_skipped(running: House) -> None:
    skip(running, "standup", how="merge")
    skip(running, "standup", 2)
    running.live_through(EIGHT + timedelta(hours=3))
    assert told(running) == []


def test_L4_a_pod_that_has_fallen_to_three_is_told_in_one_note_and_no_other(running: House) -> None:
    leave(running, DEE)
    running.tick()
    assert not [out for _, out in running.said if isinstance(out, Outgoing) and isinstance(out.model, PlaceNote)]
    ((to, note),) = told(running)
    (need,) = note.items
    assert (to, need.cause, need.person) == (FAY.user, Cause.SMALL, DEE.user)
    assert len(need.pod.leaders) == 3
    running.do(members.add_members, members.AddMembers(who=FAY, pod_id=1, users=("U7",)))
    running.live_through(EIGHT + timedelta(days=1))
    told(running)
    leave(running, CY)  # another time it is another cause
    running.tick()
    assert causes(told(running)) == [(FAY.user, [Cause.SMALL])]


def test_L11_everything_of_one_day_is_in_one_message_and_the_rest_waits_for_the_next_morning(running: House) -> None:
    running.clock.set(EIGHT + timedelta(hours=21))  # before her hours
    leave(running, DEE)
    skip(running, "standup")
    skip(running, "standup", 2)
    running.live_through(EIGHT + timedelta(days=1, minutes=1))
    ((to, note),) = told(running)
    assert to == FAY.user and {need.cause for need in note.items} == {Cause.SMALL, Cause.SKIPPED}
    leave(running, CY)
    running.live_through(EIGHT + timedelta(hours=47))
    assert told(running) == []
    running.live_through(EIGHT + timedelta(days=2, minutes=1))
    assert causes(told(running)) == [(FAY.user, [Cause.SMALL])]


def test_C12_while_the_facilitator_is_away_the_deputy_is_told(running: House) -> None:
    deputise(running, BO)
    away(running, FAY, EIGHT.date(), EIGHT.date() + timedelta(days=2))
    leave(running, DEE)
    running.tick()
    assert causes(told(running)) == [(BO.user, [Cause.SMALL])]


def test_C12_without_a_deputy_it_waits_until_the_facilitator_is_back(running: House) -> None:
    away(running, FAY, EIGHT.date(), EIGHT.date())
    leave(running, DEE)
    running.live_through(EIGHT + timedelta(hours=20))
    assert told(running) == []
    running.live_through(EIGHT + timedelta(days=1, minutes=1))
    assert causes(told(running)) == [(FAY.user, [Cause.SMALL])]


def test_C12_a_facilitator_hears_before_she_leaves_that_nobody_stands_in(running: House) -> None:
    day = running.meeting("standup").opens_at.date()
    away(running, FAY, day, day + timedelta(days=7))
    running.tick()
    ((to, note),) = told(running)
    (need,) = note.items
    assert (to, need.cause, need.own, need.person) == (FAY.user, Cause.UNCOVERED, True, FAY.user)
    assert need.sessions[0].number == 1 and need.more == 1
    running.live_through(running.meeting("standup").opens_at - timedelta(minutes=1))
    assert told(running) == []  # she knows; the pod is not asked over her head
    running.live_through(running.meeting("standup", 2).opens_at - timedelta(minutes=1))
    ((to, asked),) = told(running)
    assert to == "C1" and isinstance(asked, AsksPod)  # she is away by then
    assert asked.need.sessions[0].number == 2


def test_C12_with_a_deputy_who_is_there_nobody_needs_to_be_told(running: House) -> None:
    deputise(running, BO)
    running.tick()
    day = running.meeting("standup").opens_at.date()
    away(running, FAY, day, day)
    running.live_through(running.meeting("standup").opens_at - timedelta(minutes=1))
    assert told(running) == []
    away(running, BO, running.meeting("standup", 2).opens_at.date(), day + timedelta(days=30))
    running.tick()
    assert told(running) == []  # she is there herself


def test_C12_the_pod_is_asked_when_its_facilitator_is_away_already(running: House) -> None:
    away(running, FAY, EIGHT.date(), EIGHT.date() + timedelta(days=4))
    running.tick()
    assert told(running) == []
    running.live_through(running.meeting("standup").opens_at - timedelta(minutes=1))
    ((to, asked),) = told(running)
    assert to == "C1" and asked.need.person == FAY.user
    meeting = running.meeting("standup").id or 0
    running.do(hosts.hand_over, hosts.HandOver(who=BO, meeting_id=meeting, to=BO.user))
    running.tick()
    ((_, asked),) = told(running)
    assert not asked.need.stands


def test_C12_who_was_handed_a_session_and_is_away_is_told_to_the_facilitator(running: House) -> None:
    meeting = running.meeting("standup")
    running.do(hosts.hand_over, hosts.HandOver(who=FAY, meeting_id=meeting.id or 0, to=BO.user))
    away(running, BO, meeting.opens_at.date(), meeting.opens_at.date())
    running.tick()
    ((to, note),) = told(running)
    (need,) = note.items
    assert (to, need.cause, need.person, need.own) == (FAY.user, Cause.UNCOVERED, BO.user, False)


def test_C12_a_deputy_hears_that_the_pod_is_theirs_now(running: House) -> None:
    deputise(running, BO)
    running.tick()
    told(running)
    switched_off(running, FAY)
    switched_off(running, FAY)
    running.tick()
    ((to, note),) = told(running)
    (need,) = note.items
    assert (to, need.cause, need.person) == (BO.user, Cause.GONE, FAY.user)
    assert running.only(Pod).facilitator_id == BO.user and running.only(Pod).facilitator_role == "peer"


def test_C12_without_a_deputy_the_pod_is_asked_who_takes_over(running: House) -> None:
    running.clock.set(EIGHT + timedelta(hours=12))  # at night
    switched_off(running, FAY)
    running.tick()
    assert told(running) == []
    running.live_through(EIGHT + timedelta(days=1, minutes=1))
    ((to, asked),) = told(running)
    assert (to, asked.need.cause, asked.need.person) == ("C1", Cause.GONE, FAY.user)
    running.do(roles.take_over, roles.TakeOver(who=BO, pod_id=1))
    running.tick()
    ((_, asked),) = told(running)
    assert not asked.need.stands and asked.need.pod.facilitator == BO.user


def test_C12_what_nobody_could_be_told_is_told_to_whoever_takes_over(running: House) -> None:
    switched_off(running, FAY)
    leave(running, DEE)
    running.tick()
    told(running)
    running.do(roles.take_over, roles.TakeOver(who=BO, pod_id=1))
    running.live_through(EIGHT + timedelta(days=2))
    assert causes(told(running)) == [("C1", [Cause.GONE]), (BO.user, [Cause.SMALL])]  # the first one is settled


def test_C12_what_was_seen_to_before_it_was_told_is_told_when_it_comes_up_again(running: House) -> None:
    skip(running, "standup")
    skip(running, "standup", 2)
    skip(running, "standup", 2, how="undo")
    running.live_through(EIGHT + timedelta(hours=2))
    assert told(running) == []
    running.live_through(EIGHT + timedelta(days=1))
    skip(running, "standup", 2)
    running.live_through(EIGHT + timedelta(days=1, hours=1, minutes=1))
    assert causes(told(running)) == [(FAY.user, [Cause.SKIPPED])]


def test_C12_a_session_nobody_runs_is_told_once_its_facilitator_is_back(running: House) -> None:
    meeting = running.meeting("standup", 2)
    running.do(hosts.hand_over, hosts.HandOver(who=FAY, meeting_id=meeting.id or 0, to=BO.user))
    away(running, FAY, EIGHT.date(), EIGHT.date())
    away(running, BO, meeting.opens_at.date(), meeting.opens_at.date())
    running.tick()
    told(running)
    running.live_through(meeting.opens_at - timedelta(days=2))
    assert told(running) == []
    running.live_through(meeting.opens_at - timedelta(minutes=1))
    assert causes(told(running)) == [(FAY.user, [Cause.UNCOVERED])]


def test_C12_what_is_too_old_to_be_news_is_not_told(running: House) -> None:
    away(running, FAY, EIGHT.date(), EIGHT.date() + timedelta(days=15))
    leave(running, DEE)
    running.live_through(EIGHT + timedelta(days=17))
    assert Cause.SMALL not in [cause for _, found in causes(told(running)) for cause in found]
    assert [row for row in running.rows(Work) if row.kind == needs.TELL and row.done_at is None] == []


def test_C12_only_who_was_the_deputy_is_told_that_they_were(running: House) -> None:
    deputise(running, SAM)
    running.tick()
    away(running, SAM, EIGHT.date(), EIGHT.date() + timedelta(days=1))
    running.tick()
    told(running)
    switched_off(running, FAY)
    running.do(roles.take_over, roles.TakeOver(who=BO, pod_id=1))
    running.live_through(EIGHT + timedelta(days=3))
    assert [to for to, found in causes(told(running)) if Cause.GONE in found] == []


def test_L11_the_message_shows_five_and_says_how_many_more_there_are(house: House) -> None:
    house.clock.set(EIGHT)
    for number in range(1, 8):
        house.pod(name=f"Pod {number}", channel=f"C{number}")
        leave(house, DEE, number)
    house.tick()
    ((to, note),) = told(house)
    assert (to, len(note.items), note.more) == (FAY.user, 5, 2)


def test_L11_what_cannot_wait_is_put_into_the_message_of_today(running: House) -> None:
    leave(running, DEE)
    running.tick()
    assert causes(told(running)) == [(FAY.user, [Cause.SMALL])]
    running.clock.set(running.meeting("standup").opens_at - timedelta(hours=20))
    leave(running, CY)
    running.tick()
    told(running)
    day = running.meeting("standup").opens_at.date()
    away(running, FAY, day, day)  # tomorrow is too late
    running.tick()
    assert causes(told(running))[-1] == (FAY.user, [Cause.SMALL, Cause.UNCOVERED])


def test_C12_whatever_settles_it_is_followed_where_it_was_told(running: House) -> None:
    leave(running, DEE)
    skip(running, "standup")
    skip(running, "standup", 2)
    running.clock.advance(hours=1, minutes=1)
    running.tick()
    told(running)
    running.clock.advance(days=1)  # it is the message of yesterday

    def standing() -> dict[Cause, bool]:
        running.tick()
        ((_, note),) = told(running)
        return {need.cause: need.stands for need in note.items}

    running.do(members.add_members, members.AddMembers(who=FAY, pod_id=1, users=("U7",)))
    assert standing() == {Cause.SMALL: False, Cause.SKIPPED: True}
    running.do(sprint_moves.pause, sprint_moves.ChangeSprint(who=FAY, sprint_id=1))
    assert standing() == {Cause.SMALL: False, Cause.SKIPPED: False}


def test_C12_a_session_that_is_moved_or_whose_host_is_back_is_followed_where_its_pod_was_asked(running: House) -> None:
    away(running, FAY, EIGHT.date(), EIGHT.date() + timedelta(days=4))
    running.live_through(running.meeting("standup").opens_at - timedelta(hours=1))
    ((to, asked),) = told(running)
    assert (to, asked.need.stands) == ("C1", True)
    skip(running, "standup")
    running.tick()
    ((_, asked),) = told(running)
    assert not asked.need.stands
    skip(running, "standup", how="undo")
    running.tick()
    ((_, asked),) = told(running)
    assert asked.need.stands
    running.do(absences.end, absences.EndAbsence(who=FAY))
    running.tick()
    ((_, asked),) = told(running)
    assert not asked.need.stands


def test_a_leave_is_looked_into_in_as_many_queries_for_five_pods_as_for_one(house: House) -> None:
    asked: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        asked.append(statement)

    def looked_into() -> int:
        asked.clear()
        with transaction(house.engine) as session:
            needs.leaving(session, FAY, house.clock.now())
        return len(asked)

    house.sprint(house.pod())
    for number in range(2, 6):
        house.pod(name=f"Pod {number}", channel=f"C{number}")
    event.listen(house.engine, "before_cursor_execute", note)
    try:
        one = looked_into()
        for pod in house.rows(Pod)[1:]:
            house.sprint(house.look(pods.view, pod))
        assert looked_into() == one
    finally:
        event.remove(house.engine, "before_cursor_execute", note)


def test_S2_it_holds_nobodys_words(running: House) -> None:
    for ring in (Ring.ME, Ring.POD):
        running.experiment(ANN, running.look(roles.who_runs_in, FAY, 1, EIGHT).pod, hypothesis="zz-words-zz", ring=ring)
    day = running.meeting("standup").opens_at.date()
    away(running, FAY, day, day)
    leave(running, DEE)
    running.tick()
    found = told(running)
    assert found and "zz-words-zz" not in repr([views.render(running.words, note) for _, note in found])
