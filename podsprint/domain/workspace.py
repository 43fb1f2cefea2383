"""What the admins of a workspace decide for everyone in it."""

from podsprint.domain.problems import Problem, problem
from podsprint.domain.text import check_text

MAX_CONTACTS = 1500
# After how many months what people wrote in a sprint is removed. Not in here: never, unless they delete it themselves.
KEEP_MONTHS = (6, 12, 24, 36)
FOR_EVER = 0  # how "never" is called in a form and in the trail


def check_settings(contacts: str, keep_months: int | None) -> list[Problem]:
    """What is wrong with a form of the workspace's settings. No contacts at all means the usual ones."""
    found = list(check_text(contacts, "contacts", limit=MAX_CONTACTS))
    if keep_months not in (FOR_EVER, *KEEP_MONTHS):
        found.append(problem("choose_one", "keep_months"))
    return found
