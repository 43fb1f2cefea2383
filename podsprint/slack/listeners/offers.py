"""Offering a leader something to try; declining, and taking it back."""

from podsprint.deps import Deps
from podsprint.slack import ids
from podsprint.slack.ids import Act
from podsprint.slack.listeners.area import Area, Reply, View, show
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import offers as views
from podsprint.usecases import offers


def offer(deps: Deps, command: Command) -> Reply:
    """The form, with the leader in it who was named."""
    pod = deps.look(offers.pod_here, command.who, command.channel)
    form = views.offer_form(deps.words, pod, to=next(iter(command.people), None))
    deps.gateway.open_view(command.trigger_id, form)
    return None


def submit(deps: Deps, form: Form) -> View | None:
    """Put it before them."""
    command = offers.Offer(
        who=form.who, pod_id=form.row("pod"), to=form.user("to"), topic=form.text("topic"), form_key=form.key
    )
    deps.do(offers.offer, command)
    return None


def end(deps: Deps, press: Press) -> None:
    """Not for me, or not after all."""
    deps.do(offers.end, offers.EndOffer(who=press.who, offer_id=press.id))
    show(deps, press, views.ended(deps.words))


AREA = Area(
    commands={("experiment", "offer"): offer},
    buttons={Act.END_OFFER: end},
    forms={ids.Form.OFFER: submit},
)
