"""Samples of everything that can stand in the way."""

from collections.abc import Callable, Iterator, Sequence
from datetime import time, timedelta

from podsprint.domain.cadences import SessionKind
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import TooLate
from podsprint.slack.samples.made import CHANNEL, MORNING, PEOPLE, TODAY, ZONE, Sample, long_line, message
from podsprint.slack.text import Words
from podsprint.slack.views import help as help_views
from podsprint.slack.views.common import explain

# One of each that is raised anywhere, with the values it is raised with.
PROBLEMS = (
    problem("required"),
    problem("admins_only"),
    problem("admin_unknown"),
    problem("workspace_changed", at=MORNING),
    problem("too_long", length=1200, limit=1000),
    problem("choose_one"),
    problem("date_in_past", date=TODAY - timedelta(days=1), today=TODAY),
    problem("date_in_future", date=TODAY + timedelta(days=1), today=TODAY),
    problem("date_too_far", latest=TODAY + timedelta(days=365)),
    problem("date_unreadable", text="the day after <our> R&D meeting " + "x" * 28),
    problem("date_does_not_exist"),
    problem("date_ambiguous", one=TODAY, other=TODAY + timedelta(days=90)),
    problem("date_other_weekday", date=TODAY),
    problem("time_missing", date=TODAY),
    problem("time_in_past", at=MORNING, zone=ZONE),
    problem("hours_unreadable", text="all day"),
    problem("hours_empty"),
    problem("days_backwards", first=TODAY, last=TODAY - timedelta(days=1)),
    problem("out_of_range", min=1, max=10),
    problem("kickoff_in_past", time=time(9, 30)),
    problem("sprint_no_room", working_days=2, sessions=4),
    problem("move_outside_sprint", first=TODAY, last=TODAY + timedelta(days=11)),
    *(
        problem(code, kind=kind, number=2, opens_at=MORNING, zone=ZONE)
        for code in ("move_onto", "move_after", "move_before", "move_same", "session_is_planned", "undo_too_late")
        for kind in SessionKind
    ),
    problem("session_is_open", kind="retro", number=1, closes_at=MORNING, zone=ZONE),
    problem("caution_weekend", date=TODAY),
    problem("caution_holiday", date=TODAY),
    problem("caution_same_day", kind="standup", number=2, date=TODAY),
    *(
        problem(code, kind="standup", number=2)
        for code in (
            "session_is_window",
            "session_is_live",
            "session_is_skipped",
            "session_is_over",
            "session_has_entries",
            "session_was_skipped",
            "session_on_hold",
            "merge_with_nothing",
        )
    ),
    problem("session_changed", kind="standup", number=2, opens_at=MORNING, zone=ZONE),
    problem("length_has_passed", minutes=15),
    problem("sprint_over", number=2),
    problem("sprint_paused", since=MORNING, zone=ZONE),
    problem("sprint_not_paused", number=2),
    problem("sprint_changed"),
    problem("no_sprint", pod=long_line(60)),
    problem("nothing_ahead", number=2),
    problem("reopen_too_late", number=2),
    problem("zone_unknown", zone="Mars/Olympus"),
    problem("country_unknown", country="XX"),
    problem("weekdays_empty"),
    problem("hours_end_first", works_from=time(17), works_to=time(9)),
    problem("quiet_all_day", works_from=time(9), works_to=time(17)),
    problem("reminders_unknown", said=long_line(200)),
    problem("away_too_long", latest=TODAY + timedelta(days=366)),
    problem("cadence_order"),
    problem("cadence_days", max=10),
    problem("pod_too_small", count=2, min=4, max=6),
    problem("pod_too_large", count=8, min=4, max=6),
    problem("pod_size_needs_reason", count=7, min=4, max=6),
    problem("pod_duplicate_leaders", leaders=PEOPLE[:2]),
    *(
        made
        for names in ((), ("Ann <Ito>",), ("Ann Ito", "Bo & Co"))
        for made in (
            problem("person_is_bot", names=names),
            problem("person_deactivated", names=names),
            problem("person_stranger", names=names),
        )
    ),
    problem("channel_name_invalid", proposed="pod-" + "x" * 76),
    problem("channel_name_taken", name="pod-" + "x" * 76),
    problem("channel_waits", name="pod-" + "x" * 76),
    problem("channel_not_allowed"),
    problem("channel_not_made", code="fatal_error"),
    problem("guest_makes_no_channel"),
    problem("channel_not_seen"),
    problem("window_not_made"),
    problem("pod_ended", name=long_line(60)),
    problem("close_sprint_first", number=2),
    problem("merge_no_room"),
    problem("merge_asked_already"),
    problem("merge_answered_already"),
    problem("in_pod_already"),
    problem("not_in_pod_any_more"),
    problem("no_pod_here"),
    problem("you_are_in_it"),
    problem("you_facilitate_it"),
    problem("pod_full", count=7),
    problem("asked_already"),
    *(problem("answered_already", by=PEOPLE[0], answer=answer) for answer in ("accepted", "declined")),
    problem("channel_has_pod", channel=CHANNEL),
    problem("not_in_channel"),
    problem("bot_not_in_channel"),
    problem("name_taken", name=long_line(60)),
    problem("facilitator_only"),
    problem("leaders_only"),
    problem("sees_less"),
    problem("runs_no_pod"),
    problem("takeover_refused"),
    problem("deputy_is_facilitator"),
    problem("not_in_pod"),
    problem("session_done", kind="standup", number=2),
    problem("role_undo_too_late"),
    problem("no_pod"),
    problem("which_pod", channels=(CHANNEL, "C0SAMPLE2")),
    *(
        problem("not_found", what=what)
        for what in ("pod", "session", "experiment", "check_in", "message", "absence", "person", "proposal")
    ),
    *(problem("not_found", what=what) for what in ("note", "line", "offer", "programme")),
    problem("charter_missing"),
    problem("sprint_running", number=2, ends_on=TODAY),
    *(problem("session_not_open", kind=kind, number=2, opens_at=MORNING, zone=ZONE) for kind in SessionKind),
    problem("session_over", kind="standup", number=2),
    problem("session_open_already", kind="retro", number=1),
    problem("session_not_near", kind="standup"),
    problem("no_session", pod="Platform leads"),
    problem("no_such_session", kind="standup", number=9),
    problem("session_word_unknown", said=long_line(200)),
    problem("no_experiment"),
    problem("notes_are_leaders"),
    problem("which_experiment"),
    problem("all_or_none"),
    problem("booster_over"),
    problem("nothing_to_cross"),
    problem("no_programme", pod="Platform leads"),
    problem("programme_name_taken", name=long_line(60)),
    problem("too_many_programmes", limit=5),
    problem("too_many_pods", limit=40),
    problem("no_pod_there"),
    problem("pod_in_programme", pod="Platform leads"),
    problem("own_first"),
    problem("opens_at_close"),
    problem("checkin_empty"),
    problem("experiment_came_along", pod="Platform leads"),
    problem("experiment_wrong_state", state="dropped", event="adopt"),
    problem("store_full", reference="0123abcd", typed=True),
    problem("store_busy", reference="0123abcd", typed=False),
    problem("scope_missing", scope="groups:read", reference="0123abcd"),
    problem("trigger_expired"),
    problem("slack_trouble", code="internal_error", reference="0123abcd"),
    problem("wish_own"),
    problem("wish_taken"),
    problem("wish_thanked"),
    problem("offer_to_leader"),
    problem("offer_waiting"),
    problem("experiment_shared"),
    problem("form_outdated"),
    problem("button_outdated"),
    problem("type_to_confirm", words="forget me"),
    problem("successor_missing"),
    problem("successor_oneself"),
    problem("unexpected", reference="0123abcd"),
    problem("unexpected_short", reference="0123abcd"),
)
# These answer a command or a button, never a form, whose errors are plain text.
_IN_A_CHANNEL = ("which_pod", "answered_already")


def samples() -> Iterator[Sample]:
    """Each at its field, in a message and in a window; then all at once."""
    yield message("a window", TooLate())
    for found in PROBLEMS:
        name = " ".join((found.code, *map(str, found.values.values())))
        if found.code not in _IN_A_CHANNEL:
            yield Sample(f"explain: {name}", _explained(found))
        yield _told(name, (found,))
    yield _told("everything at once", PROBLEMS)
    yield _told("what was typed", PROBLEMS[:1], typed=long_line(7000))
    for found in PROBLEMS:
        yield _notice(found.code, (found,))
    yield _notice("everything at once", PROBLEMS)


def _explained(found: Problem) -> Callable[[Words], str]:
    return lambda words: explain(words, found, plain=True)


def _told(name: str, found: Sequence[Problem], *, typed: str = "") -> Sample:
    return Sample(f"told: {name}", lambda words: help_views.told(words, found, typed=typed))


def _notice(name: str, found: Sequence[Problem]) -> Sample:
    return Sample(f"notice: {name}", lambda words: help_views.notice(words, found))
