"""Starting a pod, and its charter."""

from podsprint.deps import Deps
from podsprint.domain.pods import CHARTER_LIMITS, Charter
from podsprint.domain.problems import problem
from podsprint.errors import Refused
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners import forms_of
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import pods as views
from podsprint.usecases import pods


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
    deps.gateway.open_view(command.trigger_id, views.charter_form(deps.words, pod, kept))
    return None


def start_pod(deps: Deps, press: Press) -> None:
    """The form that starts a pod; it asks for the channel."""
    forms_of.create(deps, press.who, "", press.trigger_id)


def write_charter(deps: Deps, press: Press) -> None:
    """The charter; in a window of its own, or in place of the one the button is in."""
    pod, kept = deps.look(pods.charter_for, press.who, press.id)
    show(deps, press, views.charter_form(deps.words, pod, kept))


def submit_pod(deps: Deps, form: Form) -> View | None:
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
    return views.created(deps.words, deps.do(pods.create_pod, command))


def submit_charter(deps: Deps, form: Form) -> View | None:
    """The pod's charter."""
    words = Charter(**{part: form.text(part) for part in CHARTER_LIMITS})
    deps.do(pods.write_charter, pods.WriteCharter(who=form.who, pod_id=form.row("pod"), charter=words))
    return None


def _checked_channel(deps: Deps, form: Form) -> str:
    """A channel somebody picked: a claim, until Slack says that they and we are in it (S8)."""
    channel = form.conversation("channel")
    members = deps.gateway.members(form.who.team, channel)
    if form.who.user not in members:
        raise Refused(problem("not_in_channel", "channel"))
    if deps.gateway.bot_user() not in members:
        raise Refused(problem("bot_not_in_channel", "channel"))
    return channel


AREA = Area(
    commands={("create",): create, ("charter",): charter},
    buttons={Act.START_POD: start_pod, Act.WRITE_CHARTER: write_charter},
    forms={ids.Form.CREATE: submit_pod, ids.Form.CHARTER: submit_charter},
)
