"""What the trail of who did what (S6) can say. Codes and ids: nobody's words are in it."""

from enum import StrEnum


class Action(StrEnum):
    """Something done to a pod, a role, a sprint, a programme or somebody's data."""

    POD_CREATED = "pod.created"
    SPRINT_STARTED = "sprint.started"
