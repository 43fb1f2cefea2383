"""``/pod`` and everything behind it."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from slack_bolt import Ack, App

from podsprint.deps import Deps
from podsprint.domain.cadences import SessionKind
from podsprint.domain.problems import Problem
from podsprint.domain.read_models import PodView, SprintView
from podsprint.errors import Refused
from podsprint.slack import payloads
from podsprint.slack.blocks import Message
from podsprint.slack.listeners import forms_of
from podsprint.slack.payloads import Command
from podsprint.slack.views import experiments as experiment_views
from podsprint.slack.views import help as help_views
from podsprint.slack.views import pods as pod_views
from podsprint.slack.views import sessions as session_views
from podsprint.slack.views import sprints as sprint_views
from podsprint.usecases import experiments, pods, sessions, sprints

Reply = Message | str | None
Run = Callable[[Deps, Command], Reply]


def register(app: App, deps: Deps) -> None:
    """Bind the command."""

    @app.command("/pod")
    def pod(ack: Ack, body: dict[str, object]) -> None:
        command = payloads.command(body)
        run = _RUNS.get(command.words[:2]) or _RUNS.get(command.words[:1]) or usage
        reply = run(deps, command)
        if isinstance(reply, Message):
            ack(text=reply.text, blocks=list(reply.blocks))
        elif reply:
            ack(text=reply)
        else:
            ack()


def usage(deps: Deps, command: Command) -> Reply:
    """What this person can do here."""
    unknown = command.text if command.words not in ((), ("help",)) else ""
    pod, in_the_way = _pod_if_any(deps, command)
    return help_views.usage(deps.words, pod=pod, user=command.who.user, unknown=unknown, in_the_way=in_the_way)


def create(deps: Deps, command: Command) -> Reply:
    """The form that starts a pod. It opens first; the person's own zone is looked up while they read."""
    # A direct message is no place for a pod: the form asks for a channel then.
    channel = "" if command.channel.startswith("D") else command.channel
    deps.look(pods.may_create_in, command.who, channel)
    forms_of.create(deps, command.who, channel, command.trigger_id)
    return None


def charter(deps: Deps, command: Command) -> Reply:
    """The charter, to read or to change."""
    pod, kept = deps.look(pods.charter_here, command.who, command.channel)
    deps.gateway.open_view(command.trigger_id, pod_views.charter_form(deps.words, pod, kept))
    return None


def sprint_start(deps: Deps, command: Command) -> Reply:
    """The form that starts a sprint; the charter's own where that comes first (W9)."""
    try:
        pod = deps.look(sprints.may_start, command.who, command.channel)
    except Refused as refused:
        if refused.problems[0].code != "charter_missing":
            raise
        pod, kept = deps.look(pods.charter_here, command.who, command.channel)
        form = pod_views.charter_form(deps.words, pod, kept, before_sprint=True)
        deps.gateway.open_view(command.trigger_id, form)
        return None
    deps.gateway.open_view(command.trigger_id, forms_of.sprint(deps, pod))
    return None


def sprint_status(deps: Deps, command: Command) -> Reply:
    """The dates, and where the sprint is."""
    found: SprintView | PodView = deps.look(sprints.status, command.who, command.channel)
    if isinstance(found, SprintView):
        return sprint_views.plan(deps.words, found)
    return sprint_views.none(deps.words, found)


def session(kind: SessionKind) -> Run:
    """The form of the session that is open; with *open*, the facilitator opens today's before its time."""

    def run(deps: Deps, command: Command) -> Reply:
        if command.words[1:2] == ("open",):
            opened = deps.do(sessions.open_now, sessions.OpenNow(who=command.who, channel=command.channel, kind=kind))
            return session_views.opened(deps.words, opened)
        form = forms_of.session_here(deps, command.who, command.channel, kind)
        deps.gateway.open_view(command.trigger_id, form)
        return None

    return run


def experiment_new(deps: Deps, command: Command) -> Reply:
    """An empty form for an experiment."""
    form = deps.look(experiments.form_here, command.who, command.channel, deps.now())
    deps.gateway.open_view(command.trigger_id, experiment_views.experiment_form(deps.words, form))
    return None


def experiment_list(deps: Deps, command: Command) -> Reply:
    """One's own experiments."""
    return experiment_views.own_list(deps.words, deps.look(experiments.mine, command.who))


def note(deps: Deps, command: Command) -> Reply:
    """An observation: written behind the command, or in a form."""
    text = command.rest(1)
    if text:
        kept = deps.do(experiments.observe, experiments.Observe(who=command.who, note=text))
        return experiment_views.noted(deps.words, kept)
    form = forms_of.observation(deps, command.who, experiment_id=None)
    deps.gateway.open_view(command.trigger_id, form)
    return None


_RUNS: Mapping[tuple[str, ...], Run] = MappingProxyType(
    {
        ("create",): create,
        ("charter",): charter,
        ("sprint", "start"): sprint_start,
        ("sprint", "status"): sprint_status,
        ("sprint",): sprint_status,
        ("standup",): session(SessionKind.STANDUP),
        ("retro",): session(SessionKind.RETRO),
        ("kickoff",): session(SessionKind.KICKOFF),
        ("experiment", "new"): experiment_new,
        ("experiment", "list"): experiment_list,
        ("experiment",): experiment_list,
        ("note",): note,
    }
)


def _pod_if_any(deps: Deps, command: Command) -> tuple[PodView | None, Sequence[Problem]]:
    """The pod meant, if one is; and what there is to say if it is not clear which."""
    try:
        found, _ = deps.look(pods.charter_here, command.who, command.channel)
    except Refused as refused:
        return None, [found for found in refused.problems if found.code == "which_pod"]
    return found, ()
