"""What was copied from a Slack message follows it, as long as it is a copy: an edit is an edit, a deletion a deletion.

Whoever changes the words here makes them their own, and nothing follows any more. Nothing else of a message is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from podsprint.domain.experiments import EXPERIMENT_LIMITS
from podsprint.domain.text import clean, is_blank
from podsprint.store.tables import Experiment, Observation, Pod
from podsprint.usecases import people, retelling

MAX_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The message a text was copied from. ``quoted``: somebody else wrote it. Not ``exact``: changed on the way."""

    channel: str
    ts: str
    quoted: bool
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """A message has been changed, or (without a text) deleted."""

    team: str
    channel: str
    ts: str
    text: str | None
    at: datetime  # when it was edited: an older edit that arrives later changes nothing


def any_of(session: Session, team: str, channel: str, ts: str) -> bool:
    """Whether anything was copied from this message: two look-ups in an index, for every edit in a pod's channel."""
    return bool(_notes(session, team, channel, ts) or _experiments(session, team, channel, ts))


def follow(session: Session, command: Follow, now: datetime) -> None:
    """Bring the copies of a message up to date. A deletion deletes notes; an experiment is a plan of its own by now."""
    for note, pod in _notes(session, command.team, command.channel, command.ts):
        if command.text is None or is_blank(command.text):
            session.delete(note)
        elif command.at > (note.updated_at or note.created_at):
            note.note, note.updated_at = clean(command.text, MAX_NOTE), command.at
            session.add(note)
        session.flush()
        experiment = session.get_one(Experiment, note.experiment_id)
        retelling.of_note(session, pod, experiment, note.created_at, now)
        people.changed(session, pod, now)
    for experiment, pod in _experiments(session, command.team, command.channel, command.ts):
        if command.text is None or is_blank(command.text):
            experiment.source_channel = experiment.source_ts = None
        elif command.at > experiment.updated_at:
            experiment.hypothesis = clean(command.text, EXPERIMENT_LIMITS["hypothesis"])
            experiment.updated_at = command.at
        session.add(experiment)
        session.flush()
        retelling.of_experiment(session, pod, experiment, now)
        people.changed(session, pod, now)


def _notes(session: Session, team: str, channel: str, ts: str) -> Sequence[tuple[Observation, Pod]]:
    return session.exec(
        select(Observation, Pod)
        .join(Experiment, col(Experiment.id) == Observation.experiment_id)
        .join(Pod, col(Pod.id) == Experiment.pod_id)
        .where(Observation.source_channel == channel, Observation.source_ts == ts, Pod.team_id == team)
        .limit(20)
    ).all()


def _experiments(session: Session, team: str, channel: str, ts: str) -> Sequence[tuple[Experiment, Pod]]:
    return session.exec(
        select(Experiment, Pod)
        .join(Pod, col(Pod.id) == Experiment.pod_id)
        .where(Experiment.source_channel == channel, Experiment.source_ts == ts, Pod.team_id == team)
        .limit(20)
    ).all()
