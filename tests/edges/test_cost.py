"""What an action asks of the database does not depend on how many pods there are."""

from collections.abc import Callable

from werkzeug.test import TestResponse

from podsprint.slack.views import checkins as views
from podsprint.usecases import session_forms
from tests.edges.http import Slack
from tests.support.statements import counted
from tests.usecases.house import ANN, LEADERS, House


def cost(slack: Slack, house: House, meeting: int, number: int) -> dict[str, int]:
    """Queries of `/pod sprint status`, of a check-in that is changed, and of opening Home."""
    form = house.look(session_forms.form, ANN, meeting, house.clock.now())
    view = views.check_in_form(house.words, form)  # type: ignore[arg-type]
    answers = {"noticed": f"Quieter {number}", "ring": "pod"}
    actions: dict[str, Callable[[], TestResponse]] = {
        "status": lambda: slack.command(ANN.user, "sprint status"),
        "check-in": lambda: slack.submit(ANN.user, view, answers),
        "home": lambda: slack.home_opened(ANN.user, event_id=f"Ev{number}"),
    }
    found = {}
    for name, act in actions.items():
        with counted(house.engine) as asked:
            answer = act()
        assert answer.status_code == 200 and b"errors" not in answer.data
        found[name] = len(asked)
    return found


def test_an_action_asks_as_much_with_many_pods_as_with_one(slack: Slack, house: House) -> None:
    house.sprint(house.pod())
    meeting = house.opened("standup")
    cost(slack, house, meeting, 0)  # the first entry makes a row that later ones change
    alone = cost(slack, house, meeting, 1)
    others = tuple(f"U{number}" for number in range(100, 104))
    for number in range(30):
        pod = house.pod(name=f"Pod {number}", channel=f"C{number + 10}", leaders=others)
        house.sprint(pod, starts_on=house.clock.now().date())
    assert cost(slack, house, meeting, 2) == alone
    assert {leader.user for leader in LEADERS}.isdisjoint(others)
    assert alone["status"] <= 5 and alone["home"] <= 4 and alone["check-in"] <= 23
