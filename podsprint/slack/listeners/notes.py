"""Notes and lines: written, listed, changed, taken back."""

from podsprint.deps import Deps
from podsprint.errors import Refused
from podsprint.slack import ids, payloads
from podsprint.slack.ids import Act, Shortcut
from podsprint.slack.listeners import copies, forms_of
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import lines as line_views
from podsprint.slack.views import notes as views
from podsprint.usecases import distress, experiments, observations, reflections, retros


def note(deps: Deps, command: Command) -> Reply:
    """An observation: written behind the command, or in a form. The form has the words in it if all it takes is to say
    which experiment they are about."""
    text = command.rest(1)
    if text:
        try:
            kept = deps.do(observations.observe, observations.Observe(who=command.who, note=text))
        except Refused as refused:
            deps.do(distress.hear, distress.Heard(who=command.who, text=text))
            if refused.problems[0].code != "which_experiment" or len(text) > views.NOTE_LIMIT:
                raise  # which shows them what they typed, to copy
        else:
            return views.noted(deps.words, kept)
    form = forms_of.observation(deps, command.who, experiment_id=None, note=text)
    deps.gateway.open_view(command.trigger_id, form)
    return None


def observe(deps: Deps, press: Press) -> None:
    """A note on one's own experiment."""
    show(deps, press, forms_of.observation(deps, press.who, experiment_id=press.id))


def observe_anything(deps: Deps, press: Press) -> None:
    """A note on any of one's open experiments."""
    deps.gateway.open_view(press.trigger_id, forms_of.observation(deps, press.who, experiment_id=None))


def notes(deps: Deps, press: Press) -> None:
    """One's notes on an experiment."""
    show(deps, press, views.notes_window(deps.words, deps.look(observations.page, press.who, press.id)))


def older_notes(deps: Deps, press: Press) -> None:
    """The next page of them."""
    experiment = payloads.claimed(press.view, "experiment")
    page = deps.look(observations.page, press.who, experiment, before=press.id)
    show(deps, press, views.notes_window(deps.words, page))


def note_menu(deps: Deps, press: Press) -> None:
    """Change a note, or delete it."""
    do, note_id = press.picked
    if do == views.DELETE:
        _take_back(deps, press, note_id)
    else:
        show(deps, press, views.change_form(deps.words, deps.look(observations.one, press.who, note_id)))


def undo_note(deps: Deps, press: Press) -> None:
    """Take back what was just noted."""
    _take_back(deps, press, press.id)


def submit_observation(deps: Deps, form: Form) -> View | None:
    """An observation."""
    command = observations.Observe(
        who=form.who,
        note=form.text("note"),
        experiment_id=form.number("experiment") or form.optional_row("experiment"),
        noted_on=form.day("noted_on"),
        ring=form.ring(),
        source=copies.source_of(form, form.text("note")),
        quoted=bool(form.meta("quoted")),
        form_key=form.key,
    )
    deps.do(observations.observe, command)
    return None


def submit_change(deps: Deps, form: Form) -> View | None:
    """A note that says something else now; the list takes the form's place."""
    command = observations.ChangeNote(
        who=form.who,
        note_id=form.row("note"),
        note=form.text("note"),
        noted_on=form.day("noted_on"),
        ring=form.ring(),
    )
    kept = deps.do(observations.change, command)
    return views.notes_window(deps.words, deps.look(observations.page, form.who, kept.experiment_id))


def reflect(deps: Deps, press: Press) -> None:
    """A line on one's own experiment."""
    form = deps.look(experiments.form_of, press.who, press.id, deps.now())
    about = form.experiment.hypothesis if form.experiment else ""
    show(deps, press, line_views.reflect_form(deps.words, about=about, experiment=press.id, check_in=None))


def submit_reflection(deps: Deps, form: Form) -> View | None:
    """One line for oneself."""
    command = retros.Reflect(
        who=form.who,
        choice=form.chosen("choice"),
        line=form.text("line"),
        experiment_id=form.optional_row("experiment"),
        check_in_id=form.optional_row("check_in"),
        prompt=str(form.meta("prompt") or ""),
        form_key=form.key,
    )
    deps.do(retros.reflect, command)
    return None


def lines(deps: Deps, press: Press) -> None:
    """All one's lines."""
    show(deps, press, line_views.lines_window(deps.words, deps.look(reflections.page, press.who)))


def older_lines(deps: Deps, press: Press) -> None:
    """The next page of them."""
    page = deps.look(reflections.page, press.who, before=press.id)
    show(deps, press, line_views.lines_window(deps.words, page))


def line_menu(deps: Deps, press: Press) -> None:
    """Change a line, or delete it."""
    do, line_id = press.picked
    if do == line_views.DELETE:
        gone = deps.do(reflections.delete, reflections.DeleteLine(who=press.who, line_id=line_id))
        show(deps, press, line_views.taken_back(deps.words, gone))
    else:
        show(deps, press, line_views.change_form(deps.words, deps.look(reflections.one, press.who, line_id)))


def submit_line(deps: Deps, form: Form) -> View | None:
    """A line that says something else now; the list takes the form's place."""
    command = reflections.ChangeLine(
        who=form.who, line_id=form.row("line"), choice=form.chosen("choice"), line=form.text("line")
    )
    deps.do(reflections.change, command)
    return line_views.lines_window(deps.words, deps.look(reflections.page, form.who))


def _take_back(deps: Deps, press: Press, note_id: int) -> None:
    gone = deps.do(observations.delete, observations.DeleteNote(who=press.who, note_id=note_id))
    show(deps, press, views.taken_back(deps.words, gone))


AREA = Area(
    commands={("note",): note},
    buttons={
        Act.OBSERVE: observe,
        Act.REFLECT: reflect,
        Act.NOTES: notes,
        Act.NOTES_OLDER: older_notes,
        Act.NOTE_MENU: note_menu,
        Act.UNDO_NOTE: undo_note,
        Act.LINES: lines,
        Act.LINES_OLDER: older_lines,
        Act.LINE_MENU: line_menu,
    },
    forms={
        ids.Form.OBSERVE: submit_observation,
        ids.Form.CHANGE_NOTE: submit_change,
        ids.Form.REFLECT: submit_reflection,
        ids.Form.CHANGE_LINE: submit_line,
    },
    shortcuts={Shortcut.OBSERVE: observe_anything},
)
