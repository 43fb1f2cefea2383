"""What a facilitator answers, and what others do in their place."""

import contextlib

from podsprint.deps import Deps
from podsprint.domain.read_models import PodView, SessionLine
from podsprint.errors import SlackError
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import help as help_views
from podsprint.slack.views import overview as overview_views
from podsprint.slack.views import roles as views
from podsprint.slack.views.common import kind
from podsprint.usecases import hosts, roles, undelivered
from podsprint.usecases import overview as pod_overview


def overview(deps: Deps, command: Command) -> Reply:
    """Every pod one runs."""
    found = deps.look(pod_overview.overview, command.who, deps.now())
    deps.gateway.open_view(command.trigger_id, overview_views.overview(deps.words, found))
    return None


def press_overview(deps: Deps, press: Press) -> None:
    """The same, from a button, or another page of it."""
    page = press.id if press.value else 0
    found = deps.look(pod_overview.overview, press.who, deps.now(), page)
    show(deps, press, overview_views.overview(deps.words, found))


def facilitator(deps: Deps, command: Command) -> Reply:
    """Who runs the pod: the form, for those who may change it; for others who it is, and whether they may take over."""
    found = deps.look(roles.who_runs, command.who, command.channel, deps.now())
    form = views.roles_form if found.may_change else views.who_runs
    deps.gateway.open_view(command.trigger_id, form(deps.words, found))
    return None


def press_facilitator(deps: Deps, press: Press) -> None:
    """The same, for a pod that is named."""
    found = deps.look(roles.who_runs_in, press.who, press.id, deps.now())
    form = views.roles_form if found.may_change else views.who_runs
    show(deps, press, form(deps.words, found))


def submit_roles(deps: Deps, form: Form) -> View | None:
    """Facilitator, deputy, and what the facilitator is to the leaders."""
    chosen = (form.user("facilitator"), form.user("deputy"))
    command = roles.SetRoles(
        who=form.who,
        pod_id=form.row("pod"),
        facilitator=chosen[0],
        deputy=chosen[1],
        role=form.chosen("role"),
        facts=deps.gateway.people(form.who.team, chosen),
    )
    return help_views.done(deps.words, _runs(deps, deps.do(roles.set_roles, command)))


def take_over(deps: Deps, press: Press) -> None:
    """Step in for the facilitator."""
    _say(deps, press, _runs(deps, deps.do(roles.take_over, roles.TakeOver(who=press.who, pod_id=press.id))))


def undo_role(deps: Deps, press: Press) -> None:
    """The former facilitator runs the pod again."""
    _say(deps, press, _runs(deps, deps.do(roles.undo, roles.UndoRole(who=press.who, note_id=press.id))))


def press_hand_over(deps: Deps, press: Press) -> None:
    """Who is to run a session."""
    session, host = deps.look(hosts.may_hand_over, press.who, press.id, deps.now())
    show(deps, press, views.hand_over_form(deps.words, session, host))


def submit_hand_over(deps: Deps, form: Form) -> View | None:
    """Somebody else runs it."""
    command = hosts.HandOver(who=form.who, meeting_id=form.row("meeting"), to=form.user("host"))
    session = deps.do(hosts.hand_over, command)
    return help_views.done(deps.words, _handed(deps, session, command.to))


def hand_back(deps: Deps, press: Press) -> None:
    """The pod's facilitator runs it."""
    session = deps.do(hosts.hand_over, hosts.HandOver(who=press.who, meeting_id=press.id))
    _say(deps, press, deps.words("roles.handed_back", kind=kind(deps.words, session)))


def run_session(deps: Deps, press: Press) -> None:
    """A leader runs a session that nobody else is there for."""
    session = deps.do(hosts.hand_over, hosts.HandOver(who=press.who, meeting_id=press.id, to=press.who.user))
    _say(deps, press, _handed(deps, session, press.who.user))


def try_again(deps: Deps, press: Press) -> None:
    """Send again what did not get through."""
    armed = deps.do(undelivered.try_again, undelivered.TryAgain(who=press.who, pod_id=press.id))
    _say(deps, press, deps.words("facilitator.undeliverable.again", count=armed))


def _runs(deps: Deps, pod: PodView) -> str:
    return deps.words("roles.set" if not pod.deputy else "roles.set_deputy", pod=pod)


def _handed(deps: Deps, session: SessionLine, host: str) -> str:
    return deps.words("roles.handed", kind=kind(deps.words, session), host=host)


def _say(deps: Deps, press: Press, text: str) -> None:
    with contextlib.suppress(SlackError):  # it is done, whether or not we can say so
        show(deps, press, help_views.done(deps.words, text))


AREA = Area(
    commands={("facilitator",): facilitator, ("overview",): overview},
    buttons={
        Act.OVERVIEW: press_overview,
        Act.OVERVIEW_BEFORE: press_overview,
        Act.OVERVIEW_AFTER: press_overview,
        Act.TRY_AGAIN: try_again,
        Act.ROLES: press_facilitator,
        Act.TAKE_OVER: take_over,
        Act.UNDO_ROLE: undo_role,
        Act.HAND_OVER: press_hand_over,
        Act.HAND_BACK: hand_back,
        Act.RUN_SESSION: run_session,
    },
    forms={ids.Form.ROLES: submit_roles, ids.Form.HAND_OVER: submit_hand_over},
)
