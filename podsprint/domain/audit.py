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
    FACILITATOR_NAMED = "facilitator.named"
    FACILITATOR_TAKEN_OVER = "facilitator.taken_over"  # by the actor; the subject is the new one here, too
    FACILITATOR_RELIEVED = "facilitator.relieved"  # the subject is the former one, the object the entry of the new one
    FACILITATOR_IS_PEER = "facilitator.is_peer"
    FACILITATOR_IS_MANAGER = "facilitator.is_manager"
    FACILITATOR_IS_OUTSIDER = "facilitator.is_outsider"
    DEPUTY_NAMED = "deputy.named"
    DEPUTY_REMOVED = "deputy.removed"
    SESSION_HANDED_OVER = "session.handed_over"  # the object is the session, the subject who runs it now
    LEADER_LEFT = "pod.leader_left"
    HANDED_OVER = "role.handed_over"
    CHANNEL_LOST = "pod.channel_lost"
    CHANNEL_BACK = "pod.channel_back"
    APP_UNINSTALLED = "workspace.uninstalled"
    APP_INSTALLED = "workspace.installed"
    WORKSPACE_DELETED = "workspace.deleted"
    EXPORT_ASKED = "data.export"
    FORGET_ASKED = "data.forget"
    FORGOTTEN = "data.forgotten"
