"""The ``podsprint`` program. What a command needs is imported when it runs, so that small ones start quickly."""

# ruff: noqa: PLC0415
import sys
from datetime import date
from typing import Annotated

import typer
from pydantic import ValidationError

from podsprint import cli_checks
from podsprint.config import name_of
from podsprint.errors import CannotStart

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False)
work_app = typer.Typer(no_args_is_help=True, help="Look at work that is waiting or has failed, and run it again.")
audit_app = typer.Typer(no_args_is_help=True, help="Who did what to pods, roles, sprints and people's data.")
keys_app = typer.Typer(no_args_is_help=True, help="Encryption keys.")
prompts_app = typer.Typer(no_args_is_help=True, help="The words the bot says.")
app.add_typer(work_app, name="work")
app.add_typer(audit_app, name="audit")
app.add_typer(keys_app, name="keys")
app.add_typer(prompts_app, name="prompts")


def main() -> None:
    """Run the program; what an operator must mend is said in one line."""
    try:
        app()
    except CannotStart as error:
        typer.echo(f"podsprint cannot start: {error}", err=True)
        sys.exit(1)
    except ValidationError as error:
        for problem in error.errors():
            typer.echo(f"podsprint cannot start: the setting {name_of(problem['loc'])}: {problem['msg']}", err=True)
        sys.exit(1)


@app.callback()
def about() -> None:
    """Pod sprints in Slack: leaders try things in their real work and coach one another."""


@app.command()
def run() -> None:
    """Run the bot on a real workspace, over Socket Mode, with the settings in .env."""
    from podsprint.serve import serve

    serve()


@app.command()
def demo(
    autoplay: Annotated[bool, typer.Option("--autoplay", help="Play the whole sprint, in a minute or two.")] = False,
    leave: Annotated[bool, typer.Option("--exit", help="End after the story; 0 only if all of it happened.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start over.")] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")] = True,
    port: Annotated[int, typer.Option(help="Where the playground listens, on 127.0.0.1.")] = 3900,
) -> None:
    """Try it without a Slack workspace: the real bot against a local Slack with a page."""
    from podsprint import demo as stage

    today = date.today()  # noqa: DTZ011 - the story starts in the week of whoever watches it
    code = stage.run(autoplay=autoplay, leave=leave, fresh=fresh, browser=browser and not leave, port=port, today=today)
    raise typer.Exit(code)


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Look whether the bot can work, and say what to do where it could not. 1 exactly if it could not."""
    from podsprint import doctor as practice

    raise typer.Exit(practice.run(as_json=as_json))


@work_app.command("list")
def work_list(
    dead: Annotated[bool, typer.Option("--dead", help="Only what has failed for good.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
) -> None:
    """Show what is waiting and what has failed."""
    from podsprint import cli_work

    cli_work.show(dead_only=dead, limit=limit)


@work_app.command("retry")
def work_retry(
    row: Annotated[int | None, typer.Argument(help="The number of one row; all of them without it.")] = None,
) -> None:
    """Run failed work again."""
    from podsprint import cli_work

    cli_work.retry(row)


@audit_app.command("list")
def audit_list(
    pod: Annotated[int | None, typer.Option(help="Only what was done to one pod, by its number.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
) -> None:
    """Show the trail, the latest first: Slack's ids and codes, never anybody's text."""
    from podsprint import cli_work

    cli_work.show_audit(pod=pod, limit=limit)


@keys_app.command("new")
def keys_new() -> None:
    """Print a new encryption key for PODSPRINT_KEYS."""
    from podsprint.store.secret import new_key

    typer.echo(new_key())


@keys_app.command("rotate")
def keys_rotate() -> None:
    """Encrypt everything anew with the first key of PODSPRINT_KEYS; then the older ones can go."""
    from podsprint import cli_work

    cli_work.rotate_keys()


@prompts_app.command("check")
def prompts_check() -> None:
    """Render every text with sample data, check Slack's limits, check every question. Also for your own folder."""
    from podsprint import cli_prompts

    raise typer.Exit(cli_prompts.check())


app.command("check-questions")(cli_checks.check_questions)
app.command("check-forms")(cli_checks.check_forms)
