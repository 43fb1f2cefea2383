"""Samples of what is told about one's own data."""

from collections.abc import Iterator

from podsprint.domain.people import Who
from podsprint.domain.pods import MAX_POD_NAME
from podsprint.domain.read_models import ExportPart, ExportRow, FileTrouble, ForgetForm, Forgotten
from podsprint.slack.samples.made import HYPOTHESIS, MORNING, PEOPLE, Sample, long, long_line, message
from podsprint.slack.text import Words
from podsprint.slack.views import help as help_views
from podsprint.slack.views import own_data as views

PARTS = (
    *("experiment", "observation", "check_in", "reflection", "asked", "progress", "practice_vote", "go_on", "booster"),
    *("pods", "pulse_seat", "consent", "member", "person", "absence", "time_spent", "ping", "shared_file", "audit"),
)
_ERRORS = ("missing_scope", "messages_tab_disabled", "user_disabled", "no_place", "", "file_upload_size_restricted")
_FORMS = (
    ForgetForm(person=PEOPLE[0], pods=(), programmes=0),
    ForgetForm(person=PEOPLE[0], pods=("Platform leads",), programmes=0, successor=PEOPLE[1]),
    ForgetForm(person=PEOPLE[0], pods=(long_line(MAX_POD_NAME),) * 12, programmes=2),
    ForgetForm(person=PEOPLE[0], pods=(), programmes=1),
)
_ROW: ExportRow = {"id": 3, "hypothesis": HYPOTHESIS, "what_changed": long(2000), "place": None, "late": False}


def samples() -> Iterator[Sample]:
    """The files, and what is said about them."""
    yield Sample("window: export asked", lambda words: help_views.window(words, words("own_data.asked")))
    yield Sample("export: the comment", lambda words: words("own_data.file.comment"))
    yield Sample("export: names", lambda words: "\n".join(_names(words)))
    yield Sample("export: to read", lambda words: "".join(views.as_markdown(words, MORNING, _parts())))
    yield Sample("export: for programs", lambda words: "".join(views.as_json(Who("T1", PEOPLE[0]), MORNING, _parts())))
    for form in _FORMS:
        yield Sample("form: forget me", lambda words, form=form: views.forget_form(words, form))  # type: ignore[misc]
    yield Sample("window: forgetting begun", views.forget_begun)
    for left in (0, 1, 30):
        yield message(f"{left} left", Forgotten(left=left))
    for code in _ERRORS:
        for what in ("export", "report"):
            yield message(f"{what}, {code}", FileTrouble(what=what, code=code))


def _names(words: Words) -> Iterator[str]:
    for key in ("name_markdown", "name_json", "title_markdown", "title_json"):
        yield words.plain(f"own_data.file.{key}")


def _parts() -> Iterator[ExportPart]:
    return (ExportPart(name, iter((_ROW, _ROW))) for name in PARTS)
