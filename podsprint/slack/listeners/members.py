"""A pod's people: who they are, joining, leaving; and how the pod meets."""

import contextlib

from podsprint.deps import Deps
from podsprint.domain.problems import problem
from podsprint.errors import Refused, SlackError
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import help as help_views
from podsprint.slack.views import members as views
from podsprint.usecases import joining, members, pod_settings


def join(deps: Deps, command: Command) -> Reply:
    """Ask the facilitator of this channel's pod."""
    ask = joining.AskToJoin(who=command.who, channel=command.channel)
    return views.asked(deps.words, deps.do(joining.ask_to_join, ask))


def people(deps: Deps, command: Command) -> Reply:
    """Who is in the pod."""
    found = deps.look(members.here, command.who, command.channel)
    deps.gateway.open_view(command.trigger_id, views.members_window(deps.words, found))
    return None


def leave(deps: Deps, command: Command) -> Reply:
    """The same, with the button to leave: leaving is asked once more."""
    pod = deps.look(members.may_leave, command.who, command.channel)
    found = deps.look(members.view, command.who, pod.id)
    deps.gateway.open_view(command.trigger_id, views.members_window(deps.words, found))
    return None


def settings(deps: Deps, command: Command) -> Reply:
    """How the pod meets."""
    found = deps.look(pod_settings.settings_here, command.who, command.channel)
    deps.gateway.open_view(command.trigger_id, views.settings_form(deps.words, found))
    return None


def manage(deps: Deps, press: Press) -> None:
    """Who is in the pod, from a message."""
    show(deps, press, views.members_window(deps.words, deps.look(members.view, press.who, press.id)))


def leave_pod(deps: Deps, press: Press) -> None:
    """Leave it."""
    pod = deps.do(members.leave, members.Leave(who=press.who, pod_id=press.id))
    show(deps, press, views.left(deps.words, pod))


def remove(deps: Deps, press: Press) -> None:
    """Take somebody out; the window shows who is left."""
    pod_id, user = _named(press)
    gone = members.RemoveMember(who=press.who, pod_id=pod_id, user=user)
    show(deps, press, views.members_window(deps.words, deps.do(members.remove_member, gone)))


def accept(deps: Deps, press: Press) -> None:
    """Yes to somebody who would like to join; where that needs a reason, the form that asks for it."""
    person, channel, pod_id = deps.look(joining.asked, press.who, press.id)
    answer = joining.Answer(
        who=press.who,
        proposal_id=press.id,
        accept=True,
        facts=deps.gateway.people(press.who.team, (person,)),
        present=deps.gateway.members(press.who.team, channel),
    )
    try:
        found = deps.do(joining.answer, answer)
    except Refused as refused:
        if all(one.code != "pod_size_needs_reason" for one in refused.problems):
            raise
        window = deps.look(members.view, press.who, pod_id)
        show(deps, press, views.members_window(deps.words, window, chosen=(person,)))
    else:
        show(deps, press, views.answered(deps.words, found))


def decline(deps: Deps, press: Press) -> None:
    """No to somebody who would like to join."""
    answer = joining.Answer(who=press.who, proposal_id=press.id, accept=False)
    show(deps, press, views.answered(deps.words, deps.do(joining.answer, answer)))


def bring_back(deps: Deps, press: Press) -> None:
    """A leader is to be in the pod's channel again."""
    pod, person = deps.do(members.bring_back, members.BringBack(who=press.who, place_id=press.id))
    with contextlib.suppress(SlackError):  # it is on its way, whether or not we can say so
        show(deps, press, help_views.done(deps.words, deps.words("needs.outside.asked", pod=pod, person=person)))


def submit_people(deps: Deps, form: Form) -> View | None:
    """People added to the pod."""
    pod_id, users = form.row("pod"), form.users("people")
    channel = deps.look(members.view, form.who, pod_id).pod.channel
    command = members.AddMembers(
        who=form.who,
        pod_id=pod_id,
        users=users,
        size_reason=form.text("override_reason"),
        facts=deps.gateway.people(form.who.team, users),
        present=deps.gateway.members(form.who.team, channel),
    )
    deps.do(members.add_members, command)
    return views.members_window(deps.words, deps.look(members.view, form.who, pod_id))


def submit_settings(deps: Deps, form: Form) -> View | None:
    """How the pod meets from now on."""
    command = pod_settings.ChangeSettings(
        who=form.who,
        pod_id=form.row("pod"),
        name=form.text("name"),
        meets_at=form.time("meets_at"),
        zone=form.chosen("zone"),
        country=form.chosen("country"),
        works_on=form.weekdays("works_on"),
        cadence=form.chosen("cadence"),
    )
    return views.kept(deps.words, deps.do(pod_settings.change_settings, command))


def _named(press: Press) -> tuple[int, str]:
    """A pod and a person: claims both."""
    pod, _, user = press.value.partition(":")
    if not (pod.isascii() and pod.isdecimal() and len(pod) < 10 and user):
        raise Refused(problem("not_found", what="pod"))
    return int(pod), user


AREA = Area(
    commands={("join",): join, ("members",): people, ("leave",): leave, ("settings",): settings},
    buttons={
        Act.MEMBERS: manage,
        Act.LEAVE_POD: leave_pod,
        Act.REMOVE_MEMBER: remove,
        Act.BRING_BACK: bring_back,
        Act.ACCEPT_JOIN: accept,
        Act.DECLINE_JOIN: decline,
    },
    forms={ids.Form.ADD_MEMBERS: submit_people, ids.Form.SETTINGS: submit_settings},
)
