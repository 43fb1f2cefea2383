"""Submitted forms. What was typed stays in the form until it is committed."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from podsprint.deps import Deps
from podsprint.domain.checkins import CheckInFields
from podsprint.domain.experiments import ExperimentFields
from podsprint.domain.forms import Form as FormKind
from podsprint.domain.forms import check_form
from podsprint.domain.pods import CHARTER_LIMITS, Charter
from podsprint.domain.problems import problem
from podsprint.domain.text import is_blank
from podsprint.errors import Refused
from podsprint.slack import ids
from podsprint.slack.payloads import Form
from podsprint.slack.views import experiments as experiment_views
from podsprint.slack.views import pods as pod_views
from podsprint.slack.views import sprints as sprint_views
from podsprint.usecases import checkins, experiments, pods, retros, sprints

View = dict[str, Any]
# The window that takes the form's place; none closes it.
Submit = Callable[[Deps, Form], View | None]


def register(app: App, deps: Deps) -> None:
    """Bind every form."""
    for callback_id, submit in _SUBMITS.items():
        _bind(app, deps, callback_id, submit)


def create(deps: Deps, form: Form) -> View | None:
    """A new pod; its charter is one button away."""
    command = pods.CreatePod(
        who=form.who,
        channel=str(form.meta("channel") or "") or _checked_channel(deps, form),
        name=form.text("name"),
        leaders=form.users("leaders"),
        facilitator=form.user("facilitator"),
        meets_at=form.time("meets_at"),
        zone=form.chosen("zone"),
        country=form.chosen("country"),
        size_reason=form.text("override_reason"),
    )
    return pod_views.created(deps.words, deps.do(pods.create_pod, command))


def charter(deps: Deps, form: Form) -> View | None:
    """The pod's charter."""
    words = Charter(**{part: form.text(part) for part in CHARTER_LIMITS})
    deps.do(pods.write_charter, pods.WriteCharter(who=form.who, pod_id=form.row("pod"), charter=words))
    return None


def sprint(deps: Deps, form: Form) -> View | None:
    """A new sprint; the answer is its dates."""
    theme = form.chosen("theme")
    command = sprints.StartSprint(
        who=form.who,
        pod_id=form.row("pod"),
        starts_on=form.day("starts_on"),
        cadence=form.chosen("cadence"),
        theme=theme if theme in deps.words.themes else "",
    )
    return sprint_views.started(deps.words, deps.do(sprints.start_sprint, command))


def experiment(deps: Deps, form: Form) -> View | None:
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
        return experiment_views.experiment_form(deps.words, model, hints=hints)
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
        serves_goal=form.chosen("link") == experiment_views.LINKED_TO_GOAL,
        ring=form.ring(),
    )
    meeting_id = form.optional_row("meeting")
    if meeting_id is None:
        deps.do(experiments.plan_experiment, plan)
    else:
        deps.do(checkins.kick_off, checkins.KickOff(meeting_id=meeting_id, plan=plan))
    return None


def check_in(deps: Deps, form: Form) -> View | None:
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
    deps.do(checkins.stand_up, command)
    return None


def observe(deps: Deps, form: Form) -> View | None:
    """An observation."""
    command = experiments.Observe(
        who=form.who,
        note=form.text("note"),
        experiment_id=form.number("experiment") or form.optional_row("experiment"),
        noted_on=form.day("noted_on"),
        ring=form.ring(),
    )
    deps.do(experiments.observe, command)
    return None


def retro(deps: Deps, form: Form) -> View | None:
    """A retro entry."""
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
    deps.do(retros.look_back, command)
    return None


def reflect(deps: Deps, form: Form) -> View | None:
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


_SUBMITS: dict[ids.Form, Submit] = {
    ids.Form.CREATE: create,
    ids.Form.CHARTER: charter,
    ids.Form.SPRINT: sprint,
    ids.Form.EXPERIMENT: experiment,
    ids.Form.CHECK_IN: check_in,
    ids.Form.OBSERVE: observe,
    ids.Form.RETRO: retro,
    ids.Form.REFLECT: reflect,
}


def _bind(app: App, deps: Deps, callback_id: str, submit: Submit) -> None:
    @app.view(callback_id)
    def submitted(ack: Ack, body: dict[str, Any]) -> None:
        view = submit(deps, Form(body))
        if view is None:
            ack()
        else:
            ack(response_action="update", view=view)


def _checked_channel(deps: Deps, form: Form) -> str:
    """A channel somebody picked: a claim, until Slack says that they and we are in it (S8)."""
    channel = form.conversation("channel")
    members = deps.gateway.members(form.who.team, channel)
    if form.who.user not in members:
        raise Refused(problem("not_in_channel", "channel"))
    if deps.gateway.bot_user() not in members:
        raise Refused(problem("bot_not_in_channel", "channel"))
    return channel


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
