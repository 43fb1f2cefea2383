"""Sample data for every view, in every shape it can take: what ``podsprint prompts check`` renders.

Nothing here is shown to anybody. Texts come short, at the greatest length a form allows, and with characters in them
that Slack would read as markup.
"""

from collections.abc import Iterator

from podsprint.slack.samples import (
    changes,
    checkins,
    daily,
    endings,
    experiments,
    facilitator,
    home,
    members,
    needs,
    own,
    own_data,
    pods,
    problems,
    programmes,
    reports,
    rhythm,
    roles,
    sessions,
    sprints,
    wishes,
    workspace,
)
from podsprint.slack.samples.made import Sample
from podsprint.slack.text import Words

__all__ = ["Sample", "samples"]


def samples(words: Words) -> Iterator[Sample]:
    """Every sample there is; ``words`` says which themes and questions there are to be shown."""
    themes, asked = tuple(words.themes), tuple(question.id for question in words.bank)
    yield from pods.samples()
    yield from members.samples()
    yield from sprints.samples(themes)
    yield from changes.samples()
    yield from sessions.samples(themes, asked)
    yield from experiments.samples()
    yield from checkins.samples()
    yield from own.samples(asked)
    yield from endings.samples()
    yield from programmes.samples()
    yield from facilitator.samples(asked)
    yield from daily.samples()
    yield from roles.samples()
    yield from needs.samples()
    yield from wishes.samples()
    yield from rhythm.samples()
    yield from home.samples(asked)
    yield from own_data.samples()
    yield from workspace.samples()
    yield from reports.samples()
    yield from problems.samples()
