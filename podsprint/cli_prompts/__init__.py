"""``podsprint prompts check``: everything the bot may say, rendered with sample data and held to Slack's limits."""

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from podsprint.cli_prompts.content import hints, leftovers, questions, themes
from podsprint.cli_prompts.files import Files, Finding
from podsprint.cli_prompts.recorder import Recorder
from podsprint.config import Settings
from podsprint.slack.samples import samples
from podsprint.slack.text import prompt_folders


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and how much was looked at."""

    findings: tuple[Finding, ...]
    looked_at: str = ""


def check() -> int:
    """Check the shipped prompts with the company's own over them.

    Returns:
        The exit code: 1 if anything is to be mended.
    """
    folders = prompt_folders(Settings().prompts_dir)
    report = examine(folders)
    console = Console(soft_wrap=True, highlight=False)
    for found in report.findings:
        console.print(Text.assemble((found.file, "bold"), "  ", (found.key, "bold cyan")))
        console.print(Text.assemble("  ", found.wrong, "\n  ", ("-> " + found.remedy, "green")))
    if not report.findings:
        console.print(f"{report.looked_at}: all is well.")
    else:
        count = len(report.findings)
        console.print(f"{count} {'thing' if count == 1 else 'things'} to mend. {report.looked_at}".rstrip())
    return 1 if report.findings else 0


def examine(folders: tuple[Path, ...]) -> Report:
    """Everything there is to mend in these folders, a later one over an earlier one."""
    files = Files(folders)
    unread = [*files.unread()]
    if unread:
        return Report(tuple(unread), "The rest is looked at once these files can be read.")
    words = Recorder(folders, files)
    count = 0
    for sample in samples(words):
        count += 1
        words.examine(sample)
    found = [
        *files.misplaced(),
        *files.not_texts(),
        *hints(words, files),
        *words.findings.values(),
        *words.not_given(),
        *leftovers(words, files),
        *questions(words, files),
        *themes(words, files),
    ]
    looked_at = f"{len(words.used)} texts in {count} samples, {len(words.bank)} questions, {len(words.themes)} themes"
    return Report(tuple(dict.fromkeys(found)), looked_at)
