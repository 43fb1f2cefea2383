"""Sessions: opening one, checking in to one, reading what others wrote."""

from podsprint.deps import Deps
from podsprint.domain.cadences import SessionKind
from podsprint.domain.checkins import CheckInFields
from podsprint.domain.problems import problem
from podsprint.errors import Refused
from podsprint.slack import ids
from podsprint.slack.ids import Act, Shortcut
from podsprint.slack.listeners import changes, forms_of, too_late
from podsprint.slack.listeners.area import Area, OnCommand, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import endings as end_views
from podsprint.slack.views import lines as line_views
from podsprint.slack.views import sessions as views
from podsprint.usecases import checkins, coaching, endings, entries, retros, sessions

CHECK_IN = ("check in", "check-in", "checkin")  # said or not, it is what a session is opened for


def session(kind: SessionKind) -> OnCommand:
    """The form of the session that is open; with *open*, the facilitator opens today's before its time."""

    def run(deps: Deps, command: Command) -> Reply:
        number, words = changes.numbered(command)
        if words[:1] == ("open",):
            wanted = sessions.OpenNow(who=command.who, channel=command.channel, kind=kind, number=number)
            return views.opened(deps.words, deps.do(sessions.open_now, wanted))
        if words and words[0] in changes.VERBS:
            return changes.session(deps, command, kind)
        if words and " ".join(words) not in CHECK_IN:
            raise Refused(problem("session_word_unknown", said=words[0]))
        form = forms_of.session_here(deps, command.who, command.channel, kind, number=number)
        deps.gateway.open_view(command.trigger_id, form)
        return None

    return run


def check_in(deps: Deps, press: Press) -> None:
    """The form of a session."""
    show(deps, press, forms_of.session(deps, press.who, press.id))


def check_in_anywhere(deps: Deps, press: Press) -> None:
    """The form of the session that is open in one's pod."""
    deps.gateway.open_view(press.trigger_id, forms_of.session_here(deps, press.who, "", None))


def read_entry(deps: Deps, press: Press) -> None:
    """Somebody's entry, once one's own is in (W11)."""
    entry = deps.look(entries.read, entries.ReadEntry(who=press.who, check_in_id=press.id))
    show(deps, press, views.entry_window(deps.words, entry))


def answer(deps: Deps, press: Press) -> None:
    """A line in answer to a coaching question."""
    asked = deps.look(coaching.own_question, press.who, press.id)
    view = line_views.reflect_form(deps.words, question_id=asked.question_id, experiment=None, check_in=press.id)
    show(deps, press, view)


def submit_check_in(deps: Deps, form: Form) -> View | None:
    """A stand-up entry."""
    fields = CheckInFields(
        tried=form.text("tried"),
        noticed=form.text("noticed"),
        next_step=form.text("next_step"),
        next_by=form.day("next_by"),
        confidence=form.number("confidence"),
        coaching_topic=form.text("coaching_topic"),
        ring=form.ring(),
    )
    command = checkins.StandUp(
        who=form.who, meeting_id=form.row("meeting"), fields=fields, experiment_id=form.number("experiment")
    )
    try:
        deps.do(checkins.stand_up, command)
    except Refused as refused:
        return too_late.as_observation(deps, form, refused, ("tried", "noticed", "next_step", "coaching_topic"))
    return None


def submit_retro(deps: Deps, form: Form) -> View | None:
    """A retro entry; the sprint's end comes next."""
    command = retros.LookBack(
        who=form.who,
        meeting_id=form.row("meeting"),
        experiment_id=form.number("experiment"),
        choice=form.chosen("choice"),
        line=form.text("line"),
        outcome=form.chosen("outcome"),
        what_changed=form.text("what_changed"),
        facts=form.text("facts"),
        behaviour=form.text("behaviour"),
        ring=form.ring(),
    )
    try:
        deps.do(retros.look_back, command)
    except Refused as refused:
        return too_late.as_observation(deps, form, refused, ("facts", "what_changed", "line", "behaviour"))
    try:  # the entry is kept; what follows takes its place, and may be closed as it is
        following = deps.look(endings.form, form.who, command.meeting_id, deps.now())
    except Refused:
        return None  # a sprint that somebody closed has been counted already
    return end_views.ending_form(deps.words, following)


AREA = Area(
    commands={
        ("kickoff",): session(SessionKind.KICKOFF),
        ("standup",): session(SessionKind.STANDUP),
        ("retro",): session(SessionKind.RETRO),
    },
    buttons={Act.CHECK_IN: check_in, Act.READ_ENTRY: read_entry, Act.ANSWER: answer},
    forms={ids.Form.CHECK_IN: submit_check_in, ids.Form.RETRO: submit_retro},
    shortcuts={Shortcut.CHECK_IN: check_in_anywhere},
)
