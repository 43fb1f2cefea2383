"""What matters for what somebody can do, where they are."""

from dataclasses import dataclass

from podsprint.domain.read_models.pods import PodView


@dataclass(frozen=True, slots=True)
class TooLate:
    """A window did not open in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A person in a conversation: the pod meant there, if it is clear which, and what they are in it; what they are
    anywhere, and what is theirs wherever they are."""

    pod: PodView | None = None
    leads: bool = False
    facilitates: bool = False
    in_programme: bool = False  # the pod meant takes part in one
    may_reopen_sprint: bool = False  # one of the pod meant was closed early, not long ago
    channel_has_pod: bool = False  # some pod lives here, theirs or not
    may_join: bool = False  # and they have no place in it
    has_seat: bool = False  # in any pod, even if it is not clear which is meant
    leads_any: bool = False
    runs_any: bool = False
    has_experiments: bool = False  # of their own, also in pods they have left
    has_entries: bool = False

    @property
    def in_pod(self) -> bool:
        """Whether it is clear which pod is meant."""
        return self.pod is not None

    @property
    def may_create(self) -> bool:
        """Whether a pod can be started here."""
        return not self.channel_has_pod

    @property
    def experiments(self) -> bool:
        """Whether they have experiments, or could have some."""
        return self.leads_any or self.has_experiments

    @property
    def entries(self) -> bool:
        """Whether they have entries, or could have some."""
        return self.leads_any or self.has_entries

    @property
    def may_start_sprint(self) -> bool:
        """Whether they could start a sprint."""
        return self.facilitates and self.pod is not None and self.pod.sprint is None

    @property
    def may_change_sprint(self) -> bool:
        """Whether a sprint is running that is theirs to change."""
        return self.facilitates and self.pod is not None and self.pod.sprint is not None
