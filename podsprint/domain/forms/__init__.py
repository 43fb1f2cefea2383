"""Form checks: is this a framing question, is this an action hypothesis, and if not, what is missing?

Rules over plain words, each with the examples that explain it. They advise; nobody is kept from going on.
"""

from podsprint.domain.forms.framing import framing_issues
from podsprint.domain.forms.hypothesis import hypothesis_issues
from podsprint.domain.forms.model import ISSUES, Form, FormVerdict, Hypothesis, Issue
from podsprint.domain.forms.parts import split_hypothesis

__all__ = [
    "ISSUES",
    "Form",
    "FormVerdict",
    "Hypothesis",
    "Issue",
    "check_form",
    "split_hypothesis",
]


def check_form(form: Form, text: str) -> FormVerdict:
    """The issues of ``text``, in a fixed order; none means well formed."""
    match form:
        case Form.FRAMING_QUESTION:
            found = framing_issues(text)
        case Form.ACTION_HYPOTHESIS:
            found = hypothesis_issues(text)
    issues = tuple(issue for issue in ISSUES[form] if issue in found)
    return FormVerdict(not issues, issues)
