"""How well the question checker does on its own corpus: ``python benchmarks/questions.py [tune|held]``.

Items whose label people may differ on carry the other label in ``also``; they count neither for nor against the
specificity on good questions.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from podsprint.domain.questions import Label, Verdict, check

CORPUS = Path(__file__).parent.parent / "tests" / "domain" / "questions_corpus.jsonl"

Judged = tuple[dict[str, Any], Verdict]


class Score(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


class Figures(NamedTuple):
    """What the checker promises, on one set of items."""

    items: int
    steer: Score
    ok_specificity: float
    open_accuracy: float
    macro_f1: float
    labels: dict[Label, Score]


def read(split: str) -> list[dict[str, Any]]:
    """The items of one half of the corpus."""
    items = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [item for item in items if item["split"] == split]


def measure(items: Iterable[dict[str, Any]]) -> Figures:
    """Run the checker over the items and compare."""
    judged = [(item, check(item["text"])) for item in items]
    labels = {
        label: _score((item["label"] == label, verdict.label is label) for item, verdict in judged)
        for label in Label
        if any(item["label"] == label for item, _ in judged)
    }
    return Figures(
        items=len(judged),
        steer=_score((item["leading"], verdict.leading) for item, verdict in judged),
        ok_specificity=_share(v.label is Label.OK for i, v in judged if i["label"] == "ok" and not i["also"]),
        open_accuracy=_share(i["open"] == v.open for i, v in judged if not _may_be_statement(i)),
        macro_f1=sum(score.f1 for score in labels.values()) / len(labels),
        labels=labels,
    )


def _may_be_statement(item: dict[str, Any]) -> bool:
    return item["label"] == "not_a_question" or "not_a_question" in item["also"]


def _score(pairs: Iterable[tuple[bool, bool]]) -> Score:
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for pair in pairs:
        counts[pair] += 1
    hits = counts[True, True]
    precision = hits / max(1, hits + counts[False, True])
    recall = hits / max(1, hits + counts[True, False])
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def _share(outcomes: Iterable[bool]) -> float:
    kept = list(outcomes)
    return sum(kept) / max(1, len(kept))


def table(split: str, figures: Figures) -> str:
    """The figures as text, as the documentation shows them."""
    scores = [("steers", figures.steer), *figures.labels.items()]
    return "\n".join(
        [
            f"{split}: {figures.items} items",
            f"{'':<16}{'precision':>10}{'recall':>8}{'F1':>8}",
            *(f"{name:<16}{score.precision:>10.2f}{score.recall:>8.2f}{score.f1:>8.2f}" for name, score in scores),
            f"specificity on ok {figures.ok_specificity:.2f}, open accuracy {figures.open_accuracy:.2f}, "
            f"macro F1 {figures.macro_f1:.2f}",
        ]
    )


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ("tune", "held"):
        print(table(chosen, measure(read(chosen))))
