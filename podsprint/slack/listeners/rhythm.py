"""People's own rhythm: absence, reminders, quiet hours."""

import contextlib
from datetime import date

from podsprint.deps import Deps
from podsprint.domain.people import Who
from podsprint.domain.problems import Problem
from podsprint.domain.rhythm import Reminders
from podsprint.errors import Refused
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply
from podsprint.slack.payloads import Command, Press
from podsprint.slack.views import rhythm as views
from podsprint.usecases import absences, phrases, putting_off, rhythm

OFF = "off"


def away(deps: Deps, command: Command) -> Reply:
    """Days away, as they are typed."""
    own = deps.look(rhythm.read_back, command.who, deps.now()).rhythm
    read = phrases.read_days(command.rest(1), own.zone, deps.now())
    if isinstance(read, Problem):
        raise Refused(read)
    note = absences.NoteAbsence(who=command.who, first_day=read[0], last_day=read[1])
    deps.do(absences.note, note)
    return _away(deps, command.who)


def back(deps: Deps, command: Command) -> Reply:
    """Here again."""
    deps.do(absences.end, absences.EndAbsence(who=command.who))
    return _away(deps, command.who)


def remind(deps: Deps, command: Command) -> Reply:
    """How much to be reminded; alone, what holds."""
    if command.words[1:]:
        deps.do(rhythm.set_reminders, rhythm.SetReminders(who=command.who, reminders=command.words[1]))
    return views.said(deps.words, deps.look(rhythm.read_back, command.who, deps.now()))


def quiet(deps: Deps, command: Command) -> Reply:
    """Quiet hours, as they are typed; alone, what holds."""
    if command.words[1:]:
        hours = None
        if command.words[1] not in (OFF, "none"):
            read = phrases.read_hours(command.rest(1))
            if isinstance(read, Problem):
                raise Refused(read)
            hours = read
        deps.do(rhythm.set_quiet, rhythm.SetQuiet(who=command.who, quiet=hours))
    return views.said(deps.words, deps.look(rhythm.read_back, command.who, deps.now()))


def snooze(deps: Deps, press: Press) -> None:
    """No reminders until tomorrow; the message says so, and how to get them back."""
    deps.do(putting_off.put_off, putting_off.PutOff(who=press.who, day=_day(press.value)))


def snooze_to_session(deps: Deps, press: Press) -> None:
    """The same, until the day of the next session."""
    command = putting_off.PutOff(who=press.who, day=_day(press.value), until_session=True)
    deps.do(putting_off.put_off, command)


def stop(deps: Deps, press: Press) -> None:
    """No reminders any more."""
    deps.do(putting_off.stop, putting_off.Stop(who=press.who, day=_day(press.value)))


def not_away(deps: Deps, press: Press) -> None:
    """They are not away after all; the message that said so is taken back."""
    deps.do(absences.end, absences.EndAbsence(who=press.who, absence_id=press.id))


def _away(deps: Deps, who: Who) -> Reply:
    return views.away(deps.words, deps.look(absences.read_back, who, deps.now()))


def _day(value: str) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(value)
    return None


AREA = Area(
    commands={
        ("away",): away,
        ("back",): back,
        ("remind",): remind,
        **{("remind", str(profile)): remind for profile in Reminders},
        ("quiet",): quiet,
        ("quiet", OFF): quiet,
    },
    buttons={
        Act.SNOOZE: snooze,
        Act.SNOOZE_TO_SESSION: snooze_to_session,
        Act.STOP_REMINDERS: stop,
        Act.NOT_AWAY: not_away,
    },
)
