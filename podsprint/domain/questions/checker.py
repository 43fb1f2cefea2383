"""The verdict on one message: the rules in the order of precedence of the labels."""

from collections.abc import Sequence

from podsprint.domain.questions.clauses import read
from podsprint.domain.questions.echo import is_echo
from podsprint.domain.questions.model import HINTS, Label, Message, Rule, Verdict
from podsprint.domain.questions.openness import is_open
from podsprint.domain.questions.rules_advice_asked import ADVICE_ASKED
from podsprint.domain.questions.rules_advice_open import ADVICE_OPEN
from podsprint.domain.questions.rules_advice_said import ADVICE_SAID
from podsprint.domain.questions.rules_form import ON_A_SCALE, PLAIN_RULES, STACKED_RULES
from podsprint.domain.questions.rules_judgemental import JUDGEMENTAL_RULES
from podsprint.domain.questions.rules_leading import LEADING_RULES
from podsprint.domain.questions.rules_loaded import LOADED_RULES
from podsprint.domain.questions.rules_presupposed import PRESUPPOSED_RULES

STEER_RULES = (
    *ADVICE_ASKED,
    *ADVICE_OPEN,
    *ADVICE_SAID,
    *JUDGEMENTAL_RULES,
    *LEADING_RULES,
    *PRESUPPOSED_RULES,
    *LOADED_RULES,
)
RULES = (*STACKED_RULES, *STEER_RULES, *PLAIN_RULES)


def check(text: str, coachee_words: Sequence[str] = ()) -> Verdict:
    """Say what kind of message ``text`` is.

    ``coachee_words`` holds what the other person wrote before (messages or single words): a proposal made of their own
    words is theirs, and is not called advice.
    """
    message = read(text)
    steer = _steer(message, coachee_words)
    stacked = _first(STACKED_RULES, message)
    rule = stacked or steer or _first(PLAIN_RULES, message) or PLAIN_RULES[0]
    return Verdict(
        label=rule.label,
        leading=steer is not None and rule.label is not Label.NOT_A_QUESTION,
        open=rule is not ON_A_SCALE and any(is_open(ask) for ask in message.asks),
        rule=rule.name,
        hint=HINTS.get(rule.label),
    )


def _steer(message: Message, coachee_words: Sequence[str]) -> Rule | None:
    for rule in STEER_RULES:
        if rule.matches(message) and not (rule.label is Label.ADVICE and is_echo(message, coachee_words)):
            return rule
    return None


def _first(rules: Sequence[Rule], message: Message) -> Rule | None:
    return next((rule for rule in rules if rule.matches(message)), None)
