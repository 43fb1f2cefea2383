"""Programmes, who takes part, and learnings that cross between pods."""

from podsprint.deps import Deps
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import programmes as views
from podsprint.usecases import consents, programme_pods, programme_views, programmes


def overview(deps: Deps, command: Command) -> Reply:
    """One's own programmes, and those of one's pods."""
    lines = deps.look(programme_views.lines, command.who)
    deps.gateway.open_view(command.trigger_id, views.overview(deps.words, lines))
    return None


def create(deps: Deps, command: Command) -> Reply:
    """The form that starts a programme."""
    deps.gateway.open_view(command.trigger_id, views.programme_form(deps.words))
    return None


def learnings(deps: Deps, command: Command) -> Reply:
    """What crosses between the pods of a programme."""
    found = deps.look(consents.learnings, command.who, command.channel)
    deps.gateway.open_view(command.trigger_id, views.learnings(deps.words, found))
    return None


def press_new(deps: Deps, press: Press) -> None:
    """The form that starts a programme."""
    show(deps, press, views.programme_form(deps.words))


def press_open(deps: Deps, press: Press) -> None:
    """A programme of one's own."""
    show(deps, press, views.programme(deps.words, deps.look(programme_views.look, press.who, press.id)))


def press_end(deps: Deps, press: Press) -> None:
    """The programme is over."""
    deps.do(programmes.end_programme, programmes.EndProgramme(who=press.who, programme_id=press.id))
    show(deps, press, views.overview(deps.words, deps.look(programme_views.lines, press.who)))


def press_ask(deps: Deps, press: Press) -> None:
    """Which pod is to be asked."""
    show(deps, press, views.pod_form(deps.words, deps.look(programme_views.look, press.who, press.id)))


def press_remove(deps: Deps, press: Press) -> None:
    """The owner takes a pod out."""
    programme_id = deps.do(programme_pods.remove_pod, programme_pods.RemovePod(who=press.who, pod_id=press.id))
    show(deps, press, views.programme(deps.words, deps.look(programme_views.look, press.who, programme_id)))


def press_leave(deps: Deps, press: Press) -> None:
    """The facilitator takes their pod out; the message says so by going."""
    deps.do(programme_pods.remove_pod, programme_pods.RemovePod(who=press.who, pod_id=press.id))


def press_join(deps: Deps, press: Press) -> None:
    """The facilitator's yes; the message changes to say so."""
    deps.do(programme_pods.answer_invite, programme_pods.AnswerInvite(who=press.who, invite_id=press.id, joins=True))


def press_decline(deps: Deps, press: Press) -> None:
    """The facilitator's no."""
    deps.do(programme_pods.answer_invite, programme_pods.AnswerInvite(who=press.who, invite_id=press.id, joins=False))


def press_workshop(deps: Deps, press: Press) -> None:
    """The form for a workshop."""
    show(deps, press, views.workshop_form(deps.words, deps.look(programme_views.look, press.who, press.id)))


def press_remove_workshop(deps: Deps, press: Press) -> None:
    """A workshop is off."""
    command = programmes.RemoveWorkshop(who=press.who, workshop_id=press.id)
    show(deps, press, views.programme(deps.words, deps.do(programmes.remove_workshop, command)))


def press_crossing(deps: Deps, press: Press) -> None:
    """How far a learning of one's own goes."""
    show(deps, press, views.crossing_form(deps.words, deps.look(consents.learning, press.who, press.id)))


def submit_programme(deps: Deps, form: Form) -> View | None:
    """A new programme; pods come next."""
    command = programmes.CreateProgramme(who=form.who, name=form.text("name"), purpose=form.text("purpose"))
    return views.programme(deps.words, deps.do(programmes.create_programme, command))


def submit_pod(deps: Deps, form: Form) -> View | None:
    """A pod is asked to take part."""
    command = programme_pods.AskPod(
        who=form.who, programme_id=form.row("programme"), channel=form.conversation("channel")
    )
    return views.programme(deps.words, deps.do(programme_pods.ask_pod, command))


def submit_workshop(deps: Deps, form: Form) -> View | None:
    """A workshop beside the sprints."""
    command = programmes.AddWorkshop(
        who=form.who, programme_id=form.row("programme"), title=form.text("title"), on_day=form.day("on_day")
    )
    return views.programme(deps.words, deps.do(programmes.add_workshop, command))


def submit_crossing(deps: Deps, form: Form) -> View | None:
    """The author's decision."""
    command = consents.LetCross(who=form.who, experiment_id=form.row("experiment"), how=form.chosen("crossing"))
    deps.do(consents.let_cross, command)
    return None


AREA = Area(
    commands={("programme",): overview, ("programme", "create"): create, ("learnings",): learnings},
    buttons={
        Act.NEW_PROGRAMME: press_new,
        Act.OPEN_PROGRAMME: press_open,
        Act.END_PROGRAMME: press_end,
        Act.ASK_POD: press_ask,
        Act.REMOVE_POD: press_remove,
        Act.LEAVE_PROGRAMME: press_leave,
        Act.JOIN_PROGRAMME: press_join,
        Act.DECLINE_PROGRAMME: press_decline,
        Act.ADD_WORKSHOP: press_workshop,
        Act.REMOVE_WORKSHOP: press_remove_workshop,
        Act.LET_CROSS: press_crossing,
    },
    forms={
        ids.Form.PROGRAMME: submit_programme,
        ids.Form.PROGRAMME_POD: submit_pod,
        ids.Form.WORKSHOP: submit_workshop,
        ids.Form.CROSSING: submit_crossing,
    },
)
