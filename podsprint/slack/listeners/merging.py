"""A pod ends, or becomes part of another."""

from podsprint.deps import Deps
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import members as member_views
from podsprint.slack.views import merging as views
from podsprint.usecases import merging


def end(deps: Deps, command: Command) -> Reply:
    """What ending means, with the button that does it."""
    return views.end(deps.words, deps.look(merging.may_end, command.who, command.channel))


def merge(deps: Deps, command: Command) -> Reply:
    """The form that asks another facilitator."""
    pod = deps.look(merging.may_end, command.who, command.channel)
    deps.gateway.open_view(command.trigger_id, views.ask_form(deps.words, pod))
    return None


def press_merge(deps: Deps, press: Press) -> None:
    """The same from a message, for a pod that is named."""
    show(deps, press, views.ask_form(deps.words, deps.look(merging.may_end_pod, press.who, press.id)))


def end_pod(deps: Deps, press: Press) -> None:
    """End it."""
    pod = deps.do(merging.end_pod, merging.EndPod(who=press.who, pod_id=press.id))
    show(deps, press, views.ended(deps.words, pod))


def accept(deps: Deps, press: Press) -> None:
    """Yes: into which pod, and what that means."""
    show(deps, press, views.answer_form(deps.words, deps.look(merging.choices, press.who, press.id)))


def decline(deps: Deps, press: Press) -> None:
    """Not now."""
    answer = merging.AnswerMerge(who=press.who, proposal_id=press.id, into_pod_id=None)
    show(deps, press, member_views.answered(deps.words, deps.do(merging.answer_merge, answer)))


def submit_ask(deps: Deps, form: Form) -> View | None:
    """The other facilitator is asked."""
    ask = merging.AskToMerge(who=form.who, pod_id=form.row("pod"), asked_of=form.user("person"))
    return views.asked(deps.words, deps.do(merging.ask_to_merge, ask))


def submit_merge(deps: Deps, form: Form) -> View | None:
    """The leaders are taken in."""
    into = form.number("into") or 0
    channel = deps.look(merging.channel_of, form.who, into)
    command = merging.AnswerMerge(
        who=form.who,
        proposal_id=form.row("proposal"),
        into_pod_id=into,
        size_reason=form.text("override_reason"),
        present=deps.gateway.members(form.who.team, channel),
    )
    return member_views.answered(deps.words, deps.do(merging.answer_merge, command))


AREA = Area(
    commands={("end",): end, ("merge",): merge},
    buttons={
        Act.END_POD: end_pod,
        Act.ASK_MERGE: press_merge,
        Act.ACCEPT_MERGE: accept,
        Act.DECLINE_MERGE: decline,
    },
    forms={ids.Form.ASK_MERGE: submit_ask, ids.Form.MERGE: submit_merge},
)
