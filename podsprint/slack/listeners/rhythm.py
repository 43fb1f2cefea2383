"""People's own rhythm: absence, reminders, quiet hours."""

import contextlib
from datetime import date

from podsprint.deps import Deps
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area
from podsprint.slack.payloads import Press
from podsprint.usecases import absences, putting_off


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


def _day(value: str) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(value)
    return None


AREA = Area(
    buttons={
        Act.SNOOZE: snooze,
        Act.SNOOZE_TO_SESSION: snooze_to_session,
        Act.STOP_REMINDERS: stop,
        Act.NOT_AWAY: not_away,
    }
)
