"""Experiments, and what leaders note down about them."""

from podsprint.deps import Deps
from podsprint.domain.experiments import ExperimentFields
from podsprint.domain.forms import Form as FormKind
from podsprint.domain.forms import check_form
from podsprint.domain.text import is_blank
from podsprint.errors import Refused
from podsprint.slack import ids, payloads
from podsprint.slack.ids import Act, Shortcut
from podsprint.slack.listeners import forms_of, too_late
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import checkins as checkin_views
from podsprint.slack.views import experiments as views
from podsprint.usecases import checkins, experiments, observations, retros


def new(deps: Deps, command: Command) -> Reply:
    """An empty form for an experiment."""
    form = deps.look(experiments.form_here, command.who, command.channel, deps.now())
    deps.gateway.open_view(command.trigger_id, views.experiment_form(deps.words, form))
    return None


def own(deps: Deps, command: Command) -> Reply:
    """One's own experiments."""
    return views.own_list(deps.words, deps.look(experiments.mine, command.who))


def note(deps: Deps, command: Command) -> Reply:
    """An observation: written behind the command, or in a form."""
    text = command.rest(1)
    if text:
        kept = deps.do(observations.observe, observations.Observe(who=command.who, note=text))
        return views.noted(deps.words, kept)
    form = forms_of.observation(deps, command.who, experiment_id=None)
    deps.gateway.open_view(command.trigger_id, form)
    return None


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


def observe(deps: Deps, press: Press) -> None:
    """A note on one's own experiment."""
    show(deps, press, forms_of.observation(deps, press.who, experiment_id=press.id))


def observe_anything(deps: Deps, press: Press) -> None:
    """A note on any of one's open experiments."""
    deps.gateway.open_view(press.trigger_id, forms_of.observation(deps, press.who, experiment_id=None))


def reflect(deps: Deps, press: Press) -> None:
    """A line on one's own experiment."""
    form = deps.look(experiments.form_of, press.who, press.id, deps.now())
    about = form.experiment.hypothesis if form.experiment else ""
    show(
        deps,
        press,
        checkin_views.reflect_form(deps.words, about=about, experiment=press.id, check_in=None),
    )


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
        return views.experiment_form(deps.words, model, hints=hints)
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
    )
    meeting_id = form.optional_row("meeting")
    if meeting_id is None:
        deps.do(experiments.plan_experiment, plan)
        return None
    try:
        deps.do(checkins.kick_off, checkins.KickOff(meeting_id=meeting_id, plan=plan))
    except Refused as refused:
        if not too_late.is_too_late(refused):
            raise
        deps.do(experiments.plan_experiment, plan)
        return views.kept_anyway(deps.words, refused.problems[0])
    return None


def submit_observation(deps: Deps, form: Form) -> View | None:
    """An observation."""
    command = observations.Observe(
        who=form.who,
        note=form.text("note"),
        experiment_id=form.number("experiment") or form.optional_row("experiment"),
        noted_on=form.day("noted_on"),
        ring=form.ring(),
    )
    deps.do(observations.observe, command)
    return None


def submit_reflection(deps: Deps, form: Form) -> View | None:
    """One line for oneself."""
    command = retros.Reflect(
        who=form.who,
        choice=form.chosen("choice"),
        line=form.text("line"),
        experiment_id=form.optional_row("experiment"),
        check_in_id=form.optional_row("check_in"),
        prompt=str(form.meta("prompt") or ""),
    )
    deps.do(retros.reflect, command)
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


AREA = Area(
    commands={("experiment", "new"): new, ("experiment", "list"): own, ("experiment",): own, ("note",): note},
    buttons={
        Act.NEW_EXPERIMENT: press_new,
        Act.EDIT_EXPERIMENT: edit,
        Act.CARRY_ON: carry_on,
        Act.OBSERVE: observe,
        Act.REFLECT: reflect,
    },
    forms={
        ids.Form.EXPERIMENT: submit,
        ids.Form.OBSERVE: submit_observation,
        ids.Form.REFLECT: submit_reflection,
    },
    shortcuts={Shortcut.OBSERVE: observe_anything},
)
