"""The ``podsprint`` program."""

import typer

from podsprint import cli_checks

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def main() -> None:
    """Pod sprints in Slack."""


app.command("check-questions")(cli_checks.check_questions)
app.command("check-forms")(cli_checks.check_forms)
