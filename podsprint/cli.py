"""The ``podsprint`` program."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def main() -> None:
    """Pod sprints in Slack."""
