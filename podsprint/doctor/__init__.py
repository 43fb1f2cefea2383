"""``podsprint doctor``: can the bot work, what cannot be seen from here, and for all that is wrong what to do."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from rich.text import Text

from podsprint.bootstrap import SYSTEM_NOW
from podsprint.config import Settings, name_of
from podsprint.doctor import machine, slack, store
from podsprint.doctor.finding import Finding, State, failure, fine
from podsprint.doctor.manifest import shipped

_LOOKS = {State.FINE: "green", State.WARNING: "yellow", State.FAILURE: "bold red", State.UNSEEN: "cyan"}


def run(*, as_json: bool) -> int:
    """Look at everything and say it.

    Returns:
        The exit code: 1 exactly if the bot could not work.
    """
    try:
        findings = list(examine(Settings(), SYSTEM_NOW()))
    except ValidationError as error:
        wrong = error.errors()
        findings = [failure("settings", f"{name_of(one['loc'])}: {one['msg']}", "Mend it in .env.") for one in wrong]
    works = all(found.state is not State.FAILURE for found in findings)
    console = Console(highlight=False, soft_wrap=as_json)
    if as_json:
        report = {"works": works, "findings": [asdict(found) for found in findings]}
        console.print_json(json.dumps(report))
    else:
        console.print(_table(findings))
        console.print(_verdict(findings))
    return 0 if works else 1


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Every check, in the order in which one would mend things."""
    yield fine("settings", "can be read")
    yield from slack.examine(settings, shipped(), now)
    yield from store.examine(settings, now)
    yield from machine.prompts(settings)
    yield from machine.zones(now)


def _table(findings: list[Finding]) -> Table:
    table = Table("check", "", "what was seen", "what to do", show_lines=True)
    for found in findings:
        table.add_row(found.check, Text(found.state, _LOOKS[found.state]), Text(found.seen), Text(found.remedy))
    return table


def _verdict(findings: list[Finding]) -> Text:
    count = {state: sum(found.state is state for found in findings) for state in State}
    if count[State.FAILURE]:
        return Text(f"The bot could not work: {count[State.FAILURE]} to mend first.", "bold red")
    if count[State.WARNING]:
        return Text(f"The bot can work. {count[State.WARNING]} to see to.", "yellow")
    return Text("All that can be seen from here is well.", "green")
