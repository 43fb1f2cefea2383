"""What matters for what somebody can do, where they are."""

from dataclasses import dataclass

from podsprint.domain.read_models.pods import PodView


@dataclass(frozen=True, slots=True)
class TooLate:
    """A window did not open in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A person in a conversation: the pod meant there, if one is, and what they are in it."""

    pod: PodView | None = None
    leads: bool = False
    facilitates: bool = False
    in_programme: bool = False  # the pod meant takes part in one
    has_pods: bool = False  # any pod at all, even if it is not clear which is meant

    @property
    def in_pod(self) -> bool:
        """Whether it is clear which pod is meant."""
        return self.pod is not None

    @property
    def without_pod(self) -> bool:
        """Whether none is meant here."""
        return self.pod is None

    @property
    def may_start_sprint(self) -> bool:
        """Whether they could start a sprint."""
        return self.facilitates and self.pod is not None and self.pod.sprint is None

    @property
    def may_change_sprint(self) -> bool:
        """Whether a sprint is running that is theirs to change."""
        return self.facilitates and self.pod is not None and self.pod.sprint is not None
