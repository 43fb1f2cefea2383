"""People's own rhythm: absence, reminders, quiet hours."""

import contextlib
from datetime import date

from podsprint.deps import Deps
from podsprint.domain.people import Who
from podsprint.domain.problems import Problem, problem
from podsprint.domain.rhythm import Reminders
from podsprint.errors import Refused
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import rhythm as views
from podsprint.usecases import absences, access, attendance, people, phrases, putting_off, rhythm, standings

OFF = "off"


def my_rhythm(deps: Deps, command: Command) -> Reply:
    """The form for all of it."""
    _open(deps, command.who, command.trigger_id)
    return None


def press_my_rhythm(deps: Deps, press: Press) -> None:
    """The same, from a button."""
    _open(deps, press.who, press.trigger_id)


def away(deps: Deps, command: Command) -> Reply:
    """Days away, as they are typed; alone, a form."""
    if not command.words[1:]:
        model = deps.look(absences.read_back, command.who, deps.now())
        pod_id = deps.look(access.runs_here, command.who, command.channel)
        view = views.away_form(deps.words, today=model.today, zone=model.zone, pod_id=pod_id, user=command.who.user)
        deps.gateway.open_view(command.trigger_id, view)
        return None
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


def note_away(deps: Deps, press: Press) -> None:
    """A facilitator knows of somebody's leave."""
    deps.look(access.facilitator_seat, press.who, press.id)
    model = deps.look(absences.read_back, press.who, deps.now())
    show(deps, press, views.away_form(deps.words, today=model.today, zone=model.zone, pod_id=press.id))


def submit_rhythm(deps: Deps, form: Form) -> View | None:
    """Everything in the form, read back."""
    command = rhythm.SetRhythm(
        who=form.who,
        zone=form.chosen("zone"),
        works_from=form.time("works_from"),
        works_to=form.time("works_to"),
        works_on=form.weekdays("works_on"),
        quiet_from=form.time("quiet_from"),
        quiet_to=form.time("quiet_to"),
        reminders=form.chosen("reminders"),
        country=form.chosen("country"),
    )
    deps.do(rhythm.set_rhythm, command)
    return views.kept(deps.words, deps.look(rhythm.read_back, form.who, deps.now()))


def submit_away(deps: Deps, form: Form) -> View | None:
    """Days away, read back."""
    pod_id, user = form.optional_row("pod"), form.user("user")
    if pod_id is not None and not user:
        raise Refused(problem("required", "user"))
    command = absences.NoteAbsence(
        who=form.who, user=user, pod_id=pod_id, first_day=form.day("first_day"), last_day=form.day("last_day")
    )
    noted = deps.do(absences.note, command)
    if user and user != form.who.user:
        return views.kept_other(deps.words, attendance.shown(noted), user)
    return views.kept_away(deps.words, deps.look(absences.read_back, form.who, deps.now()))


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


def _open(deps: Deps, who: Who, trigger_id: str) -> None:
    """Open the form at once, since the trigger is short-lived; then with this person's own zone."""
    known, model = deps.look(people.zone_of, who), deps.look(rhythm.read_back, who, deps.now())
    opened = deps.gateway.open_view(trigger_id, views.rhythm_form(deps.words, model))
    if known:
        return
    told = deps.gateway.people(who.team, (who.user,))  # nobody, if Slack is silent; the zone is a field of the form
    deps.do(standings.learn, standings.Learn(team=who.team, facts=told))
    found = deps.look(rhythm.read_back, who, deps.now())
    if found.rhythm.zone != model.rhythm.zone:
        form = views.rhythm_form(deps.words, found, own_zone=True)
        deps.gateway.update_view(opened["id"], opened["hash"], form)


def _away(deps: Deps, who: Who) -> Reply:
    return views.away(deps.words, deps.look(absences.read_back, who, deps.now()))


def _day(value: str) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(value)
    return None


AREA = Area(
    commands={
        ("rhythm",): my_rhythm,
        ("away",): away,
        ("back",): back,
        ("remind",): remind,
        **{("remind", str(profile)): remind for profile in Reminders},
        ("quiet",): quiet,
        ("quiet", OFF): quiet,
    },
    buttons={
        Act.MY_RHYTHM: press_my_rhythm,
        Act.NOTE_AWAY: note_away,
        Act.SNOOZE: snooze,
        Act.SNOOZE_TO_SESSION: snooze_to_session,
        Act.STOP_REMINDERS: stop,
        Act.NOT_AWAY: not_away,
    },
    forms={ids.Form.RHYTHM: submit_rhythm, ids.Form.AWAY: submit_away},
)
