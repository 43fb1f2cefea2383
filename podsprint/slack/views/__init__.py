"""Views: pure functions from read models to what Slack shows."""

from collections.abc import Callable
from typing import Any

from podsprint.domain import read_models
from podsprint.slack.blocks import Message
from podsprint.slack.text import Words
from podsprint.slack.views import (
    brief,
    changes,
    daily,
    endings,
    facilitator,
    members,
    needs,
    own_data,
    pods,
    programmes,
    roles,
    sessions,
    sprints,
    wishes,
    workspace,
)
from podsprint.slack.views import help as help_views

_MESSAGES: dict[type, Callable[[Words, Any], Message]] = {
    read_models.TooLate: help_views.too_late,
    read_models.PodIntro: pods.intro,
    read_models.Welcome: pods.welcome,
    read_models.NotInvited: members.not_invited,
    read_models.ProposalNote: members.proposal,
    read_models.PlaceNote: members.place,
    read_models.SprintView: sprints.plan,
    read_models.SprintSummary: sprints.summary,
    read_models.SprintEnded: endings.ended,
    read_models.ProgrammeInviteView: programmes.invite,
    read_models.SessionCard: sessions.card,
    read_models.SessionOpening: sessions.opening,
    read_models.ThemeView: sessions.theme,
    read_models.BoxChange: sessions.box_change,
    read_models.Entry: sessions.entry,
    read_models.CoachQuestion: sessions.question,
    read_models.Brief: brief.brief,
    read_models.RoleNote: roles.note,
    read_models.Digest: facilitator.digest,
    read_models.Missed: facilitator.missed,
    read_models.SessionChange: changes.session,
    read_models.SprintChange: changes.sprint,
    read_models.Undeliverable: facilitator.undeliverable,
    read_models.Daily: daily.daily,
    read_models.AbsenceNote: daily.absence,
    read_models.FileTrouble: own_data.trouble,
    read_models.Forgotten: own_data.forgotten,
    read_models.ChannelTrouble: facilitator.channel_trouble,
    read_models.Departure: facilitator.departure,
    read_models.HelpContacts: workspace.help_contacts,
    read_models.WishNote: wishes.note,
    read_models.Needs: needs.needs,
    read_models.AsksPod: needs.asks_pod,
    read_models.RetentionNotice: workspace.retention_notice,
    read_models.RetentionOff: workspace.retention_off,
}


def render(words: Words, model: object) -> Message:
    """The message that shows a read model."""
    return _MESSAGES[type(model)](words, model)
