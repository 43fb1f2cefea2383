"""The demo: a pod of five in the middle of week one, played through the app's front door."""

import os
import re
import threading
import webbrowser
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.progress import BarColumn, Progress, TextColumn

from podsprint.config import Settings
from podsprint.demo import cast
from podsprint.demo.company import Company, StoryError
from podsprint.demo.stage import Stage, open_stage
from podsprint.demo.story import Scene, scenes, summary, tell
from podsprint.logs import set_up_logs

INTERRUPTED = 130  # the story was to be told to its end, and was not
_SAVE_SECONDS = 2.0
_NAMES = {user.id: user.real_name for user in cast.PEOPLE}


def run(*, autoplay: bool, leave: bool, fresh: bool, browser: bool, port: int, today: date) -> int:
    """Play the story as far as it should go, and leave the playground open until Ctrl-C.

    Returns:
        The process's exit code: 0 only if every step really happened.
    """
    console = Console()
    # The page has an inspector for the traffic; here the story is what one wants to read.
    set_up_logs(Settings(_env_file=None, log_level="ERROR"))  # type: ignore[call-arg]
    folder = Path(os.environ.get("PODSPRINT_DEMO_DIR", ".podsprint-demo"))
    try:
        with open_stage(folder, port=port, fresh=fresh, today=today) as stage:
            code = _perform(console, stage, autoplay=autoplay, leave=leave, browser=browser)
    except KeyboardInterrupt:
        code = INTERRUPTED if leave else 0
    if not leave:
        console.print("\nPut away. Run it again to continue; --fresh starts over.")
    return code


def _perform(console: Console, stage: Stage, *, autoplay: bool, leave: bool, browser: bool) -> int:
    console.print(f"\nThe playground: [bold]{stage.playground.url}[/bold]\n")
    script = scenes()
    wanted = script if autoplay else [scene for scene in script if scene.week_one]
    happened = _play(console, stage, wanted)
    if stage.told == len(script):
        text = escape(_readable(summary(Company(stage))))
        console.print(Panel(text, title="The sprint's summary", padding=1))
    if leave:
        return 0 if happened else 1
    _point_the_way(console, stage)
    if browser:
        webbrowser.open(stage.playground.url)
    while not threading.Event().wait(_SAVE_SECONDS):
        stage.clock.save()
    return 0


def _play(console: Console, stage: Stage, script: Sequence[Scene]) -> bool:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("The story", total=len(script), completed=min(stage.told, len(script)))
        chapter = ""
        try:
            for scene, line in tell(Company(stage), script):
                if scene.chapter != chapter:
                    chapter = scene.chapter
                    bar.console.print(f"[bold]{chapter}[/bold]")
                bar.console.print(f"  {escape(_readable(line))}")
                bar.update(task, description=chapter, completed=stage.told)
        except StoryError as error:
            bar.console.print(f"[red]This did not happen:[/red] {escape(str(error))}")
            bar.console.print("If somebody else has been at the keyboards, --fresh tells the story from the start.")
            return False
    return True


def _point_the_way(console: Console, stage: Stage) -> None:
    first = f"{stage.playground.url}#user={cast.AMARA}&channel={cast.POD_CHANNEL}"
    for line in (
        f"Open {first}",
        "You are Amara, one of five leaders. Switch to anyone else at the top; Ruth facilitates, Sam is new.",
        "Press *Next session* in the clock bar: the next session opens, and its message has a Check in button.",
        "Open Home below the app's name, or type /pod help in #pod-platform.",
        "Ctrl-C puts everything away; the next run continues here.",
    ):
        console.print(escape(line))


def _readable(text: str) -> str:
    """A message as a person sees it, in a terminal."""
    text = re.sub(r"<@(\w+)>", lambda match: _NAMES.get(match[1], match[1]), text)
    text = re.sub(r"<!date\^[^|]*\|([^>]*)>", r"\1", text)
    text = re.sub(r"[*_]([^*_\n]+)[*_]", r"\1", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
