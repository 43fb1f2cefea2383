"""The question checker: is a message one open, neutral question?"""

from podsprint.domain.questions.checker import RULES, check
from podsprint.domain.questions.model import Hint, Label, Rule, Verdict

__all__ = ["RULES", "Hint", "Label", "Rule", "Verdict", "check"]
