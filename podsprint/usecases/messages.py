"""From a row of work to what is to be said, to whom, and where: read at the moment of sending."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from podsprint.domain.grow import Question
from podsprint.domain.people import Who
from podsprint.domain.read_models import FileTrouble, Home, TooLate
from podsprint.store.tables import CheckIn, Pod
from podsprint.usecases import (
    attendance,
    briefs,
    cards,
    changes,
    channels,
    coaching,
    daily,
    departures,
    digests,
    distress,
    endings,
    entries,
    facilitation,
    home,
    hosts,
    invitations,
    joining,
    need_notes,
    needs,
    places,
    pods,
    programme_views,
    retention,
    sprints,
    summaries,
    undelivered,
    wish_messages,
    wishes,
)
from podsprint.usecases.daily_sources import SOURCES
from podsprint.usecases.invitations import Invitation
from podsprint.usecases.outbox import Deliver

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message of ours: its key for life, where it belongs, and what it shows. ``model`` None takes it back."""

    key: str
    team: str
    conversation: str  # a channel id, or a user id for that person's direct messages
    model: object | None
    author: str  # whose words it carries, or whom it is for: theirs to take back (S5); "" for what is the pod's
    thread: str = ""  # the key of the message it answers to
    pod_id: int | None = None
    last: bool = False  # the last that is said under its key: what comes after it is another message

    @property
    def is_direct(self) -> bool:
        """Whether it is for one person's eyes."""
        return self.conversation[:1] in ("U", "W")


@dataclass(frozen=True, slots=True)
class HomeTab:
    """A Home tab to publish; not a message, and so without a key."""

    who: Who
    model: Home


Loader = Callable[[Session, Payload, datetime], Outgoing | HomeTab | Invitation | None]


def loaders(bank: Sequence[Question], url: str = "") -> dict[Deliver, Loader]:
    """How each kind of delivery finds out what it has to say. ``url`` is the workspace's, for links into it."""

    def pod_intro(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        return _channel(f"pod:{ids['pod']}:intro", pods.intro(session, ids["pod"]))

    def welcome(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        key = f"pod:{ids['pod']}:welcome:{ids['user']}"
        return _direct(key, ids["user"], pods.greeting(session, ids["pod"], ids["user"]))

    def invite(session: Session, ids: Payload, now: datetime) -> Invitation | None:
        return invitations.invitation(session, ids["pod"], ids["user"])

    def not_invited(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = invitations.not_invited(session, ids["pod"], ids["user"])
        return _direct(f"pod:{ids['pod']}:not_invited:{ids['user']}", ids["user"], found)

    def proposal(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = joining.note(session, ids["proposal"])
        return _direct(f"proposal:{ids['proposal']}", found[1].asked_of, (found[0], found[2])) if found else None

    def place(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        return _direct(f"place:{ids['audit']}:{ids['user']}", ids["user"], places.note(session, ids["audit"]))

    def sprint_plan(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        return _channel(f"sprint:{ids['sprint']}:plan", sprints.planned(session, ids["sprint"]))

    def summary(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        return _channel(f"sprint:{ids['sprint']}:summary", summaries.told(session, ids["sprint"]))

    def session_card(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = cards.card(session, ids["meeting"], now)
        told = _channel(card_key(ids["meeting"]), found)
        return replace(told, last=found[1].session.state not in facilitation.HELD) if told and found else None

    def session_opening(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = facilitation.opening(session, ids["meeting"])
        return _channel(f"meeting:{ids['meeting']}:opening", found, thread=card_key(ids["meeting"]))

    def theme(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = facilitation.theme(session, ids["meeting"])
        return _channel(f"meeting:{ids['meeting']}:theme", found, thread=card_key(ids["meeting"]))

    def box(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = cards.box(session, ids["meeting"], now)
        if found is None:
            return None
        pod, model = found
        key = f"meeting:{ids['meeting']}:box:{int(model.box.starts_at.timestamp())}"
        author = model.box.leader or ""  # it names them, and is theirs to take back
        return _outgoing(key, pod, pod.channel_id, model, author=author, thread=card_key(ids["meeting"]))

    def entry(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = entries.in_thread(session, ids["check_in"])
        if found is None:
            return _taken_back(session, f"check_in:{ids['check_in']}", ids)
        pod, meeting, model = found
        thread = card_key(meeting.id or 0)
        author = session.get_one(CheckIn, ids["check_in"]).user_id
        return _outgoing(f"check_in:{ids['check_in']}", pod, pod.channel_id, model, author=author, thread=thread)

    def coach_question(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = coaching.question(session, ids["check_in"])
        if found is None:
            return _taken_back(session, f"check_in:{ids['check_in']}:question", ids)
        pod, row, model = found
        return _direct(f"check_in:{ids['check_in']}:question", row.user_id, (pod, model))

    def brief(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = briefs.brief(session, ids, bank, now)
        if found is None:
            return None
        team, model = found
        return Outgoing(
            key=briefs.post_key(ids),
            team=team,
            conversation=ids["user"],
            model=model,
            author=ids["user"],
        )

    def digest(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = digests.digest(session, ids["meeting"], ids["user"], now, url)
        return _direct(f"meeting:{ids['meeting']}:digest", ids["user"], found)

    def role(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = hosts.note(session, ids["note"], ids["user"])
        return _direct(f"role:{ids['note']}:{ids['user']}", ids["user"], found)

    def missed(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = digests.missed(session, ids["meeting"])
        return _direct(digests.missed_key(session, ids["meeting"]), ids["user"], found)

    def sprint_ended(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        return _direct(f"sprint:{ids['sprint']}:ended", ids["user"], endings.ended(session, ids["sprint"], now))

    def programme_invite(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = programme_views.invite(session, ids["programme"], ids["pod"])
        return _direct(f"programme:{ids['programme']}:invite:{ids['pod']}", ids["user"], found)

    def undeliverable(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        found = undelivered.undeliverable(session, ids["pod"], ids["work"], ids["user"])
        return _direct(f"pod:{ids['pod']}:undeliverable:{ids['user']}", ids["user"], found)

    def days_message(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        who, day = Who(ids["team"], ids["user"]), date.fromisoformat(ids["day"])
        key = f"daily:{who.team}:{who.user}:{day.isoformat()}"
        found = daily.message(session, who, day, now, SOURCES, key=key)
        return Outgoing(key, who.team, who.user, found, who.user) if found else None

    def absence(session: Session, ids: Payload, now: datetime) -> Outgoing:
        found = attendance.note(session, ids["absence"])
        return Outgoing(f"absence:{ids['absence']}", ids["team"], ids["user"], found, ids["user"])

    def change(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        return _channel(f"audit:{ids['audit']}", changes.change(session, ids["audit"]))

    def too_late(session: Session, ids: Payload, now: datetime) -> Outgoing:
        key, user = f"person:{ids['user']}:too_late:{ids['minute']}", ids["user"]
        return Outgoing(key, ids["team"], user, TooLate(), user)

    def help_contacts(session: Session, ids: Payload, now: datetime) -> Outgoing:
        key, user = f"help:{ids['team']}:{ids['user']}:{ids['day']}", ids["user"]
        return Outgoing(key, ids["team"], user, distress.contacts(session, ids["team"]), user)

    def kept_no_longer(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        who, day = Who(ids["team"], ids["user"]), date.fromisoformat(ids["day"])
        found = retention.notice(session, who, day)
        return Outgoing(retention.post_key(who, day), who.team, who.user, found, who.user) if found else None

    def channel_trouble(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        return _direct(f"pod:{ids['pod']}:trouble:{ids['at']}", ids["user"], channels.told(session, ids["pod"]))

    def departure(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        return _direct(f"pod:{ids['pod']}:departure:{ids['at']}", ids["user"], departures.told(session, ids["pod"]))

    def wish(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        key = wish_messages.post_key(ids["check_in"], ids["user"])
        found = wishes.note(session, ids["check_in"], ids["user"])
        return _direct(key, ids["user"], found) if found else _taken_back(session, key, ids)

    def needed(session: Session, ids: Payload, now: datetime) -> Outgoing | None:
        if "user" not in ids:
            found = need_notes.to_pod(session, ids, now)
            return _channel(need_notes.pod_post_key(ids), found) if found else None
        key = needs.post_key(Who(ids["team"], ids["user"]), date.fromisoformat(ids["day"]))
        note = need_notes.to_person(session, ids, now)
        return Outgoing(key, ids["team"], ids["user"], note, ids["user"]) if note else None

    def file_trouble(session: Session, ids: Payload, now: datetime) -> Outgoing:
        key = f"file_trouble:{ids['what']}:{ids['user']}:{ids['at']}"  # each of them is news
        return Outgoing(key, ids["team"], ids["user"], FileTrouble(what=ids["what"], code=ids["code"]), ids["user"])

    def home_tab(session: Session, ids: Payload, now: datetime) -> HomeTab:
        who = Who(ids["team"], ids["user"])
        return HomeTab(who, home.home(session, who, now))

    return {
        Deliver.POD_INTRO: pod_intro,
        Deliver.WELCOME: welcome,
        Deliver.INVITE: invite,
        Deliver.NOT_INVITED: not_invited,
        Deliver.PROPOSAL: proposal,
        Deliver.PLACE: place,
        Deliver.SPRINT_PLAN: sprint_plan,
        Deliver.SESSION_CARD: session_card,
        Deliver.SESSION_OPENING: session_opening,
        Deliver.THEME: theme,
        Deliver.BOX: box,
        Deliver.ENTRY: entry,
        Deliver.COACH_QUESTION: coach_question,
        Deliver.BRIEF: brief,
        Deliver.DIGEST: digest,
        Deliver.ROLE: role,
        Deliver.MISSED: missed,
        Deliver.SUMMARY: summary,
        Deliver.SPRINT_ENDED: sprint_ended,
        Deliver.PROGRAMME_INVITE: programme_invite,
        Deliver.UNDELIVERABLE: undeliverable,
        Deliver.DAILY: days_message,
        Deliver.ABSENCE: absence,
        Deliver.CHANNEL_TROUBLE: channel_trouble,
        Deliver.DEPARTURE: departure,
        Deliver.FILE_TROUBLE: file_trouble,
        Deliver.HOME: home_tab,
        Deliver.CHANGE: change,
        Deliver.TOO_LATE: too_late,
        Deliver.HELP_CONTACTS: help_contacts,
        Deliver.NEEDS: needed,
        Deliver.WISH: wish,
        Deliver.RETENTION: kept_no_longer,
    }


def card_key(meeting_id: int) -> str:
    """The key of a session's one message, whose thread the session is held in."""
    return f"meeting:{meeting_id}:card"


def _channel(key: str, found: tuple[Pod, object] | None, *, thread: str = "") -> Outgoing | None:
    return _outgoing(key, found[0], found[0].channel_id, found[1], author="", thread=thread) if found else None


def _direct(key: str, user: str, found: tuple[Pod, object] | None) -> Outgoing | None:
    return _outgoing(key, found[0], user, found[1], author=user) if found else None


def _taken_back(session: Session, key: str, ids: Payload) -> Outgoing | None:
    """A message about something that is gone, to be taken away: who asks for that names the pod it was in."""
    pod = session.get(Pod, ids["pod"]) if "pod" in ids else None
    return _outgoing(key, pod, ids.get("user", pod.channel_id), None, author=ids.get("user", "")) if pod else None


def _outgoing(
    key: str, pod: Pod, conversation: str, model: object | None, *, author: str, thread: str = ""
) -> Outgoing:
    return Outgoing(key, pod.team_id, conversation, model, author, thread=thread, pod_id=pod.id)
