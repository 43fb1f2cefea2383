"""Starting a pod, in this channel, in another one, or in a new private one."""

from dataclasses import replace

from podsprint.deps import Deps
from podsprint.domain.calendar import MONDAY_TO_FRIDAY
from podsprint.domain.channel_names import bare_name, check_channel_name, proposed_name
from podsprint.domain.people import Who, is_guest
from podsprint.domain.problems import Problem, problem
from podsprint.domain.read_models import PodView
from podsprint.errors import Refused, Rejected, SlackError
from podsprint.slack.ids import Act, Place
from podsprint.slack.ids import Form as FormId
from podsprint.slack.listeners import loading
from podsprint.slack.listeners.area import Area, Reply, View
from podsprint.slack.payloads import Command, Form, Press
from podsprint.slack.views import creating as views
from podsprint.usecases import pods, rhythm, standings

# What Slack may say about a new channel, and what we call it.
_NAME = ("invalid_name", "invalid_name_maxlength", "invalid_name_punctuation", "invalid_name_required")
_NAME_REFUSED = frozenset((*_NAME, "invalid_name_specials"))
_NOT_ALLOWED = frozenset(("restricted_action", "cannot_create_channel", "user_is_restricted", "missing_scope"))


def create(deps: Deps, command: Command) -> Reply:
    """The form that starts a pod. It asks Slack whether we are in this channel, and for the person's own zone."""
    # A direct message is no place for a pod: the form offers others then.
    channel = "" if command.channel.startswith("D") else command.channel
    deps.look(pods.may_create_in, command.who, channel)
    loading.open_with(deps, command.trigger_id, lambda: _form(deps, command.who, channel))
    return None


def start_pod(deps: Deps, press: Press) -> None:
    """The same from Home, where there is no channel."""
    loading.show_with(deps, press, lambda: _form(deps, press.who, ""))


def submit(deps: Deps, form: Form) -> View | None:
    """A new pod; its charter is one button away."""
    place = Place(form.chosen("place")) if form.chosen("place") in set(Place) else Place.NEW
    command = pods.CreatePod(
        who=form.who,
        channel=_claimed(form, place),
        name=form.text("name"),
        leaders=form.users("leaders"),
        facilitator=form.user("facilitator"),
        meets_at=form.time("meets_at"),
        zone=form.chosen("zone"),
        country=form.chosen("country"),
        works_on=form.weekdays("works_on"),
        size_reason=form.text("override_reason"),
    )
    made = deps.look(pods.made_already, command, deps.now())
    if made is None:
        asked = (*command.leaders, command.facilitator, form.who.user)
        command = replace(command, facts=deps.gateway.people(form.who.team, asked))
        present = deps.gateway.members(form.who.team, command.channel) if command.channel else frozenset()
        command = replace(command, present=present, is_public=_is_public(deps, form.who, command.channel))
        _check(deps, form, place, command)
        if place == Place.NEW:
            name = bare_name(form.text("channel_name")) or proposed_name(command.name)
            made = _in_new_channel(deps, command, name)
        else:
            made = deps.do(pods.create_pod, command)
    guests = tuple(leader for leader in made.leaders if is_guest(command.facts, leader))
    return views.created(deps.words, made, guests, is_public=deps.look(pods.is_public, made.id))


def _form(deps: Deps, who: Who, channel: str) -> View:
    """The form as it fits this place: a channel of ours to live in, or why this one will not do."""
    in_the_way: Problem | None = None
    try:
        told = deps.gateway.people(who.team, (who.user,))
        deps.do(standings.learn, standings.Learn(team=who.team, facts=told))
        in_the_way = _missing_from(deps, who, deps.gateway.members(who.team, channel)) if channel else None
    except SlackError:
        pass  # the form can be filled in all the same, and is checked again when it is sent
    own = deps.look(rhythm.rhythm_of, who)
    return views.create_form(
        deps.words,
        channel="" if in_the_way else channel,
        facilitator=who.user,
        zone=own.zone if own else deps.zone,
        works_on=own.works_on if own else MONDAY_TO_FRIDAY,
        in_the_way=in_the_way,
        is_public=not in_the_way and _is_public(deps, who, channel),
    )


def _claimed(form: Form, place: Place) -> str:
    if place == Place.HERE:
        return str(form.meta("channel") or "")
    return form.conversation("channel") if place == Place.PICK else ""


def _check(deps: Deps, form: Form, place: Place, command: pods.CreatePod) -> None:
    """Everything that can be wrong, told at once and before a channel is made. A channel in the form is a claim, until
    Slack says that they and we are in it (S8)."""
    problems: list[Problem] = []
    try:
        deps.look(pods.check_pod, command)
    except Refused as refused:
        problems.extend(refused.problems)
    if place == Place.NEW:
        problems.extend(check_channel_name(form.text("channel_name"), "channel_name"))
        if is_guest(command.facts, form.who.user):
            problems.append(problem("guest_makes_no_channel", "place"))
    else:
        field = "place" if place == Place.HERE else "channel"
        missing = _missing_from(deps, form.who, command.present) if command.channel else problem("required")
        problems.extend([Problem(missing.code, field, missing.params)] if missing else [])
    if problems:
        raise Refused(*problems)


def _missing_from(deps: Deps, who: Who, members: frozenset[str]) -> Problem | None:
    if deps.gateway.bot_user() in members:
        return None if who.user in members else problem("not_in_channel")
    return problem("bot_not_in_channel") if members else problem("channel_not_seen")


def _is_public(deps: Deps, who: Who, channel: str) -> bool:
    """Whether its people are to be told that anyone can read the channel. A new one is private; no pod waits for this
    word of Slack's."""
    try:
        return bool(channel) and deps.gateway.is_public(who.team, channel)
    except SlackError:
        return False


def _in_new_channel(deps: Deps, command: pods.CreatePod, name: str) -> PodView:
    """The pod, in a channel made for it. If somebody was quicker meanwhile, the empty channel waits for this form."""
    channel = _new_channel(deps, command.who.team, name)
    try:
        return deps.do(pods.create_pod, replace(command, channel=channel))
    except Refused as refused:
        raise Refused(*refused.problems, problem("channel_waits", "channel_name", name=name)) from refused


def _new_channel(deps: Deps, team: str, name: str) -> str:
    """A private channel with nobody in it yet. One that an earlier try made and got no further with is taken up."""
    try:
        return deps.gateway.create_channel(team, name)
    except Rejected as error:
        if error.code == "name_taken":
            left_over = deps.gateway.own_empty_channel(team, name)
            if left_over is not None and not deps.look(pods.has_lived_in, team, left_over):
                return left_over
            raise Refused(problem("channel_name_taken", "channel_name", name=name)) from error
        if error.code in _NAME_REFUSED:
            raise Refused(problem("channel_name_invalid", "channel_name", proposed=proposed_name(name))) from error
        if error.code in _NOT_ALLOWED:
            raise Refused(problem("channel_not_allowed", "place")) from error
        raise Refused(problem("channel_not_made", "place", code=error.code)) from error
    except SlackError as error:
        raise Refused(problem("channel_not_made", "place", code=error.code)) from error


AREA = Area(
    commands={("create",): create},
    buttons={Act.START_POD: start_pod},
    forms={FormId.CREATE: submit},
)
