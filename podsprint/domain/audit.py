"""What the trail of who did what (S6) can say. Codes and ids: nobody's words are in it."""

from enum import StrEnum


class Action(StrEnum):
    """Something done to a pod, a role, a sprint, a programme or somebody's data."""

    POD_CREATED = "pod.created"
    SPRINT_STARTED = "sprint.started"
    SPRINT_MOVED = "sprint.moved"
    SPRINT_PAUSED = "sprint.paused"
    SPRINT_RESUMED = "sprint.resumed"
    SPRINT_CLOSED = "sprint.closed"
    SPRINT_REOPENED = "sprint.reopened"
    SESSION_MOVED = "session.moved"
    SESSION_SKIPPED = "session.skipped"
    SESSION_MERGED = "session.merged"
    SESSION_RESTORED = "session.restored"
    SESSION_RESIZED = "session.resized"
    SESSION_ASYNC = "session.async"
    SESSION_LIVE = "session.live"
    SESSION_CLOSED = "session.closed"
