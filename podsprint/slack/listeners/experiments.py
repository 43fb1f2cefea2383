"""Experiments: writing one down, changing it, the list of one's own."""

from dataclasses import replace

from podsprint.deps import Deps
from podsprint.domain.experiments import ExperimentFields
from podsprint.domain.forms import Form as FormKind
from podsprint.domain.forms import check_form
from podsprint.domain.text import is_blank
from podsprint.errors import Refused
from podsprint.slack import ids, payloads
from podsprint.slack.ids import Act
from podsprint.slack.listeners import copies, too_late
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import experiments as views
from podsprint.slack.views import notes as note_views
from podsprint.slack.views import outcomes as outcome_views
from podsprint.usecases import checkins, experiments, observations, outcomes


def new(deps: Deps, command: Command) -> Reply:
    """An empty form for an experiment."""
    form = deps.look(experiments.form_here, command.who, command.channel, deps.now())
    deps.gateway.open_view(command.trigger_id, views.experiment_form(deps.words, form))
    return None


def own(deps: Deps, command: Command) -> Reply:
    """One's own experiments."""
    return views.own_list(deps.words, deps.look(experiments.mine, command.who))


def press_new(deps: Deps, press: Press) -> None:
    """An empty form for an experiment."""
    form = deps.look(experiments.form, press.who, press.id, deps.now())
    show(deps, press, views.experiment_form(deps.words, form))


def edit(deps: Deps, press: Press) -> None:
    """One's own experiment, to change."""
    form = deps.look(experiments.form_of, press.who, press.id, deps.now())
    show(deps, press, views.experiment_form(deps.words, form))


def carry_on(deps: Deps, press: Press) -> None:
    """An experiment from before, taken into the kick-off form that is open (L13)."""
    if press.view is None:
        return
    meeting_id = payloads.view_meta(press.view, "meeting")
    form = deps.look(experiments.form_of, press.who, press.id, deps.now(), meeting_id=meeting_id)
    view = views.experiment_form(deps.words, form)
    deps.gateway.update_view(press.view["id"], press.view["hash"], view)


def menu(deps: Deps, press: Press) -> None:
    """What is rarely wanted of an experiment."""
    do, experiment_id = press.picked
    if do == outcome_views.NOTES:
        show(deps, press, note_views.notes_window(deps.words, deps.look(observations.page, press.who, experiment_id)))
    elif do == outcome_views.REOPEN:
        deps.do(outcomes.reopen, outcomes.Reopen(who=press.who, experiment_id=experiment_id))
        form = deps.look(experiments.form_of, press.who, experiment_id, deps.now())
        show(deps, press, views.experiment_form(deps.words, form))
    elif do in _ENDINGS:
        line = deps.look(experiments.one, press.who, experiment_id)
        show(deps, press, _ENDINGS[do](deps.words, line))
    else:
        form = deps.look(experiments.form_of, press.who, experiment_id, deps.now())
        show(deps, press, views.experiment_form(deps.words, form))


def submit_drop(deps: Deps, form: Form) -> View | None:
    """It ends here."""
    command = outcomes.Drop(who=form.who, experiment_id=form.row("experiment"), what_changed=form.text("what_changed"))
    deps.do(outcomes.drop, command)
    return None


def submit_delete(deps: Deps, form: Form) -> View | None:
    """It is to be gone."""
    deps.do(outcomes.delete, outcomes.Delete(who=form.who, experiment_id=form.row("experiment")))
    return None


def submit(deps: Deps, form: Form) -> View | None:
    """An experiment, alone or as a kick-off entry. Hints come once, and never stand in the way (W3, W4)."""
    hints = [] if form.meta("hinted") else _hints(deps, form)
    if hints:
        model = deps.look(
            experiments.form,
            form.who,
            form.row("pod"),
            deps.now(),
            experiment_id=form.optional_row("experiment"),
            meeting_id=form.optional_row("meeting"),
        )
        # The fields keep their names, so Slack keeps what was typed into them.
        return views.experiment_form(deps.words, replace(model, source=form.meta("source")), hints=hints)
    plan = experiments.PlanExperiment(
        who=form.who,
        pod_id=form.row("pod"),
        experiment_id=form.optional_row("experiment"),
        fields=ExperimentFields(
            hypothesis=form.text("hypothesis"),
            what_i_do=form.text("what_i_do"),
            where=form.text("where"),
            by=form.day("by"),
            expect=form.text("expect"),
        ),
        framing_question=form.text("framing_question"),
        work_item=form.text("work_item"),
        serves_goal=form.chosen("link") == views.LINKED_TO_GOAL,
        ring=form.ring(),
        source=copies.source_of(form, form.text("hypothesis")),
        form_key=form.key,
    )
    meeting_id = form.optional_row("meeting")
    if meeting_id is None:
        deps.do(experiments.plan_experiment, plan)
        return None
    try:
        deps.do(checkins.kick_off, checkins.KickOff(meeting_id=meeting_id, plan=plan, progress=form.number("progress")))
    except Refused as refused:
        if not too_late.is_too_late(refused):
            raise
        deps.do(experiments.plan_experiment, plan)
        return views.kept_anyway(deps.words, refused.problems[0])
    return None


def _hints(deps: Deps, form: Form) -> list[str]:
    """What a friendly reader would point out, in the order of the fields."""
    hypothesis, question = form.text("hypothesis"), form.text("framing_question")
    if is_blank(hypothesis):
        return []  # an empty field is told as such, at the field
    issues = list(check_form(FormKind.ACTION_HYPOTHESIS, hypothesis).issues)
    if not is_blank(question):
        issues = [*check_form(FormKind.FRAMING_QUESTION, question).issues, *issues]
    hints = [deps.words(f"forms.{issue}") for issue in dict.fromkeys(issues)]
    if is_blank(form.text("expect")):
        hints.append(deps.words("experiment.form.missing_signal"))
    if form.day("by") is None:
        hints.append(deps.words("experiment.form.missing_by"))
    return [*hints]


_ENDINGS = {outcome_views.DROP: outcome_views.drop_form, outcome_views.DELETE: outcome_views.delete_form}

AREA = Area(
    commands={("experiment", "new"): new, ("experiment", "list"): own, ("experiment",): own},
    buttons={
        Act.NEW_EXPERIMENT: press_new,
        Act.EDIT_EXPERIMENT: edit,
        Act.CARRY_ON: carry_on,
        Act.EXPERIMENT_MENU: menu,
    },
    forms={
        ids.Form.EXPERIMENT: submit,
        ids.Form.DROP: submit_drop,
        ids.Form.DELETE_EXPERIMENT: submit_delete,
    },
)
