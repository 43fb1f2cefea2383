"""Changing a session's time, and a sprint as a whole."""

import contextlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from podsprint.deps import Deps
from podsprint.domain.cadences import SessionKind
from podsprint.domain.people import Who
from podsprint.domain.problems import problem
from podsprint.domain.read_models import MoveAsked, SessionLine, SprintChange, SprintView
from podsprint.errors import Refused, SlackError
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import changes as views
from podsprint.usecases import changeable, moves, sprint_moves
from podsprint.usecases.moves import ChangeSession, MoveSession
from podsprint.usecases.sprint_moves import ChangeSprint, MoveSprint

# Behind `/pod standup`: what each word does.
VERBS = {
    "move": "move",
    "skip": "skip",
    "undo": "undo",
    "merge": "merge",
    "async": "async",
    "live": "live",
    "minutes": "resize",
    "close": "close",
}


def numbered(command: Command) -> tuple[int | None, tuple[str, ...]]:
    """Which session of its kind is meant, if that is said, and the words behind it."""
    words = command.words[1:]
    if words and words[0].isdecimal():
        return int(words[0][:6]), words[1:]
    return None, words


def session(deps: Deps, command: Command, kind: SessionKind) -> Reply:
    """`/pod standup [2] move friday 9:30`, and the like."""
    number, words = numbered(command)
    behind = 2 if number is None else 3
    how = VERBS[words[0]]
    line = deps.look(changeable.meant, command.who, command.channel, kind, how, number, deps.now())
    if how == "move":
        phrase = command.rest(behind)
        if not phrase:
            return _open_form(deps, command, line)
        return _move(deps, command.who, line, phrase)
    minutes = _number(command.rest(behind)) if how == "resize" else None
    done = deps.do(
        moves.change,
        ChangeSession(who=command.who, meeting_id=line.id, how=how, minutes=minutes, seen_at=line.opens_at),
    )
    return views.answer(deps.words, done)


def press_change(deps: Deps, press: Press) -> None:
    """The form with all that can be done with a session."""
    show(deps, press, views.form(deps.words, deps.look(changeable.to_change, press.who, press.id, deps.now())))


def press_anyway(deps: Deps, press: Press) -> None:
    """An odd time, and it is meant."""
    meeting_id, to, seen = _numbers(press, 3)
    command = MoveSession(who=press.who, meeting_id=meeting_id, at=_moment(to), sure=True, seen_at=_moment(seen))
    done = deps.do(moves.move, command)
    if not isinstance(done, MoveAsked):
        _show(deps, press, views.answer_window(deps.words, done))


def press_with(how: str) -> Callable[[Deps, Press], None]:
    """A button that does one thing with a session."""

    def run(deps: Deps, press: Press) -> None:
        done = deps.do(moves.change, ChangeSession(who=press.who, meeting_id=press.id, how=how))
        _show(deps, press, views.answer_window(deps.words, done))

    return run


def submit(deps: Deps, form: Form) -> View | None:
    """The form: what is chosen is done; what is odd is asked about once, in the same form."""
    meeting_id, how = form.row("meeting"), form.chosen("how")
    seen = _moment(form.row("seen"))
    if how != "move":
        minutes = form.number("minutes") if how == "resize" else None
        command = ChangeSession(who=form.who, meeting_id=meeting_id, how=how, minutes=minutes, seen_at=seen)
        return views.answer_window(deps.words, deps.do(moves.change, command))
    sure = form.row("sure")
    wanted = MoveSession(
        who=form.who,
        meeting_id=meeting_id,
        day=form.day("day"),
        wall=form.time("wall"),
        asked_about=_moment(sure) if sure else None,
        seen_at=seen,
    )
    done = deps.do(moves.move, wanted)
    if isinstance(done, MoveAsked):
        shown = deps.look(changeable.to_change, form.who, meeting_id, deps.now())
        return views.form(deps.words, shown, asked=done)
    return views.answer_window(deps.words, done)


def sprint_move(deps: Deps, command: Command) -> Reply:
    """`/pod sprint move monday`: what it would be, and a button; on its own, how to say when."""
    sprint_id = deps.look(sprint_moves.meant, command.who, command.channel)
    if not command.rest(2):
        return views.ask_when(deps.words)
    wanted = MoveSprint(who=command.who, sprint_id=sprint_id, phrase=command.rest(2))
    asked = deps.look(sprint_moves.ask_move, wanted, deps.now())
    seen = deps.look(sprint_moves.seen, command.who, sprint_id)
    to = asked.to.toordinal() if asked.to else 0
    return views.ask_sprint(deps.words, asked, f"{sprint_id}:{to}:{_stamp(seen)}")


def sprint_pause(deps: Deps, command: Command) -> Reply:
    """`/pod sprint pause`: at once, since it is as quickly taken back."""
    sprint_id = deps.look(sprint_moves.meant, command.who, command.channel)
    done = deps.do(sprint_moves.pause, ChangeSprint(who=command.who, sprint_id=sprint_id))
    return views.answer_sprint(deps.words, _change("paused", command.who, done))


def sprint_resume(deps: Deps, command: Command) -> Reply:
    """`/pod sprint resume`: what it would go on with, and a button."""
    sprint_id = deps.look(sprint_moves.meant, command.who, command.channel)
    asked = deps.look(sprint_moves.ask_resume, ChangeSprint(who=command.who, sprint_id=sprint_id), deps.now())
    return views.ask_sprint(deps.words, asked, str(sprint_id))


def sprint_close(deps: Deps, command: Command) -> Reply:
    """`/pod sprint close`: what that means, and a button."""
    sprint_id = deps.look(sprint_moves.meant, command.who, command.channel)
    asked = deps.look(sprint_moves.ask_close, ChangeSprint(who=command.who, sprint_id=sprint_id))
    return views.ask_sprint(deps.words, asked, str(sprint_id))


def sprint_reopen(deps: Deps, command: Command) -> Reply:
    """`/pod sprint reopen`: an early end taken back."""
    sprint_id = deps.look(sprint_moves.last_closed, command.who, command.channel)
    done = deps.do(sprint_moves.reopen, ChangeSprint(who=command.who, sprint_id=sprint_id))
    return views.answer_sprint(deps.words, _change("reopened", command.who, done))


def press_sprint_move(deps: Deps, press: Press) -> None:
    """It is to move."""
    sprint_id, to, seen = _numbers(press, 3)
    wanted = MoveSprint(who=press.who, sprint_id=sprint_id, to=_day(to), seen_at=_moment(seen))
    done = deps.do(sprint_moves.move, wanted)
    _show(deps, press, views.answer_window(deps.words, _change("moved", press.who, done)))


def press_sprint(
    run: Callable[[Any, ChangeSprint, datetime], SprintView], action: str
) -> Callable[[Deps, Press], None]:
    """A button that does one thing with a sprint."""

    def pressed(deps: Deps, press: Press) -> None:
        done = deps.do(run, ChangeSprint(who=press.who, sprint_id=press.id))
        _show(deps, press, views.answer_window(deps.words, _change(action, press.who, done)))

    return pressed


def _move(deps: Deps, who: Who, line: SessionLine, phrase: str) -> Reply:
    wanted = MoveSession(who=who, meeting_id=line.id, phrase=phrase, seen_at=line.opens_at)
    done = deps.do(moves.move, wanted)
    if isinstance(done, MoveAsked):
        return views.ask_move(deps.words, done, f"{line.id}:{_stamp(done.to)}:{_stamp(line.opens_at)}")
    return views.answer(deps.words, done)


def _open_form(deps: Deps, command: Command, line: SessionLine) -> Reply:
    form = views.form(deps.words, deps.look(changeable.to_change, command.who, line.id, deps.now()))
    deps.gateway.open_view(command.trigger_id, form)
    return None


def _show(deps: Deps, press: Press, view: View) -> None:
    with contextlib.suppress(SlackError):  # it is done, and the channel is told, whether or not we can say so here
        show(deps, press, view)


def _change(action: str, who: Who, sprint: SprintView) -> SprintChange:
    return SprintChange(action=action, by=who.user, sprint=sprint)


def _numbers(press: Press, count: int) -> tuple[int, ...]:
    """A button's value: numbers, and claims like any other."""
    parts = press.value.split(":")
    if len(parts) != count or not all(part.isascii() and part.isdecimal() and len(part) < 12 for part in parts):
        raise Refused(problem("not_found", what="message"))
    return tuple(int(part) for part in parts)


def _number(text: str) -> int | None:
    first = text.split(None, 1)[0] if text.split() else ""
    return int(first) if first.isascii() and first.isdecimal() and len(first) < 6 else None


def _stamp(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


def _moment(stamp: int) -> datetime:
    return datetime.fromtimestamp(min(stamp, 2**33), UTC)


def _day(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


AREA = Area(
    commands={
        ("sprint", "move"): sprint_move,
        ("sprint", "pause"): sprint_pause,
        ("sprint", "resume"): sprint_resume,
        ("sprint", "close"): sprint_close,
        ("sprint", "reopen"): sprint_reopen,
    },
    buttons={
        Act.CHANGE_SESSION: press_change,
        Act.SKIP_SESSION: press_with("skip"),
        Act.UNDO_SKIP: press_with("undo"),
        Act.MOVE_ANYWAY: press_anyway,
        Act.MOVE_SPRINT: press_sprint_move,
        Act.PAUSE_SPRINT: press_sprint(sprint_moves.pause, "paused"),
        Act.RESUME_SPRINT: press_sprint(sprint_moves.resume, "resumed"),
        Act.CLOSE_SPRINT: press_sprint(sprint_moves.close, "closed"),
        Act.REOPEN_SPRINT: press_sprint(sprint_moves.reopen, "reopened"),
    },
    forms={ids.Form.CHANGE_SESSION: submit},
)
