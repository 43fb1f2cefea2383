"""A sprint's end, a pod's practices, and looking again at what was adopted."""

from podsprint.deps import Deps
from podsprint.domain.figures import Statement
from podsprint.domain.practices import Practice
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import endings as views
from podsprint.usecases import boosters, endings, practices


def press_end(deps: Deps, press: Press) -> None:
    """The short form at a sprint's end."""
    show(deps, press, views.ending_form(deps.words, deps.look(endings.form, press.who, press.id, deps.now())))


def submit_end(deps: Deps, form: Form) -> View | None:
    """What a leader says at a sprint's end."""
    command = endings.EndSprint(
        who=form.who,
        meeting_id=form.row("meeting"),
        votes={str(practice): vote for practice in Practice if (vote := form.chosen(f"{views.PRACTICE}{practice}"))},
        pulse={str(name): form.number(f"{views.PULSE}{name}") for name in Statement},
        progress=form.number("progress"),
        go_on=form.chosen("go_on"),
        crossing=form.chosen("crossing"),
        experiment_id=form.optional_row("experiment"),
    )
    deps.do(endings.end_sprint, command)
    return None


def show_practices(deps: Deps, command: Command) -> Reply:
    """What the pod does and does not do; its facilitator can have back what was voted off."""
    found = deps.look(practices.here, command.who, command.channel)
    if not (found.may_change and found.stopped):
        return views.practices(deps.words, found)
    deps.gateway.open_view(command.trigger_id, views.practices_form(deps.words, found))
    return None


def submit_practices(deps: Deps, form: Form) -> View | None:
    """Practices that are taken up again."""
    command = practices.SwitchOn(who=form.who, pod_id=form.row("pod"), practices=tuple(form.ticked("practices")))
    deps.do(practices.switch_on, command)
    return None


def press_look_again(deps: Deps, press: Press) -> None:
    """Still doing it?"""
    show(deps, press, views.booster_form(deps.words, deps.look(boosters.form, press.who, press.id)))


def submit_look_again(deps: Deps, form: Form) -> View | None:
    """The answer, with a line if there is one."""
    command = boosters.LookAgain(
        who=form.who, booster_id=form.row("booster"), answer=form.chosen("answer"), line=form.text("line")
    )
    deps.do(boosters.look_again, command)
    return None


AREA = Area(
    commands={("practices",): show_practices},
    buttons={Act.END_SPRINT: press_end, Act.LOOK_AGAIN: press_look_again},
    forms={
        ids.Form.ENDING: submit_end,
        ids.Form.PRACTICES: submit_practices,
        ids.Form.BOOSTER: submit_look_again,
    },
)
