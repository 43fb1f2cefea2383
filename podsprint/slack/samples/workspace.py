"""Samples of what holds for a whole workspace."""

from collections.abc import Iterator

from podsprint.domain.pods import MAX_POD_NAME
from podsprint.domain.read_models import ClearedSprint, HelpContacts, RetentionNotice, RetentionOff, WorkspaceSettings
from podsprint.domain.workspace import FOR_EVER, KEEP_MONTHS, MAX_CONTACTS
from podsprint.slack.samples.made import FRIDAY, MORNING, PEOPLE, TODAY, Sample, long, long_line, message
from podsprint.slack.views import workspace as views

_SETTINGS = {
    "untouched": WorkspaceSettings(contacts="", keep_months=FOR_EVER),
    "changed": WorkspaceSettings(
        contacts=long(MAX_CONTACTS),
        keep_months=KEEP_MONTHS[0],
        changed_by=PEOPLE[0],
        changed_at=MORNING,
        clears_on=TODAY,
    ),
    "by somebody forgotten": WorkspaceSettings(contacts="", keep_months=KEEP_MONTHS[-1], changed_at=MORNING),
}


def samples() -> Iterator[Sample]:
    """The form, what others see, and where to find help."""
    for name, settings in _SETTINGS.items():
        yield Sample(f"form: workspace, {name}", lambda words, one=settings: views.settings_form(words, one))  # type: ignore[misc]
        yield Sample(f"window: workspace, {name}", lambda words, one=settings: views.shown(words, one))  # type: ignore[misc]
        yield Sample(f"window: workspace kept, {name}", lambda words, one=settings: views.kept(words, one))  # type: ignore[misc]
    for count in (0, 1, 6):
        sprints = (ClearedSprint(pod=long_line(MAX_POD_NAME), number=12, ended=TODAY),) * count
        notice = RetentionNotice(on=FRIDAY, before=TODAY, months=6, sprints=sprints, more=count == 6)
        yield message(f"{count} sprints", notice)
    yield message("called off", RetentionOff(on=FRIDAY))
    for contacts in ("", long(MAX_CONTACTS)):
        yield message("usual" if not contacts else "own", HelpContacts(contacts=contacts))
