"""Take the pictures in the docs: the real bot, the playground's page, a real browser. ``make pictures`` runs it."""

import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from podsprint.demo import cast
from podsprint.demo.company import Company
from podsprint.demo.stage import Stage, open_stage
from podsprint.demo.story import Scene, scenes, tell

PICTURES = Path(__file__).parent / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
DAY = date(2026, 3, 4)  # the same pictures every time
FAST = 50.0
WIDE, TALL = {"width": 1360, "height": 860}, {"width": 1360, "height": 1180}


def main() -> None:
    """Play the story, and stop for a picture four times."""
    script = scenes()
    during_standup = next(n for n, scene in enumerate(script) if scene.chapter == "Stand-up 2") + 4
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        with open_stage(Path(folder), port=0, fresh=True, today=DAY, speed=FAST) as stage:
            play(stage, script[:during_standup])
            stage.travel.settle()
            page = browser.new_page(viewport=WIDE)
            heading = "Stand-up 2 of"
            thread = Company(stage).message(heading)["ts"]
            show(page, stage, f"user={cast.PRIYA}&channel={cast.POD_CHANNEL}&thread={thread}", "session.png")
            show(page, stage, f"user={cast.TOMAS}&channel={cast.POD_CHANNEL}")
            page.get_by_role("button", name="Check in").last.click()
            page.get_by_role("dialog").wait_for()
            page.screenshot(path=PICTURES / "check-in.png")
            page.close()
            page = browser.new_page(viewport=TALL)
            show(page, stage, f"user={cast.AMARA}&tab=home", "home.png")
            play(stage, script)
            stage.travel.settle()
            show(page, stage, f"user={cast.MEI}&channel={cast.POD_CHANNEL}", "summary.png")
        browser.close()


def play(stage: Stage, script: list[Scene]) -> None:
    """Tell the story up to here."""
    for _ in tell(Company(stage), script):
        pass


def show(page: Page, stage: Stage, where: str, picture: str = "") -> None:
    """Go somewhere on the page, and take a picture of it."""
    page.goto("about:blank")
    page.goto(f"{stage.playground.url}#{where}")
    page.locator("#app:not([aria-busy])").wait_for()
    page.wait_for_load_state("networkidle")
    stage.travel.settle()
    if picture:
        page.wait_for_timeout(500)  # a Home tab is published in answer to being opened
        page.screenshot(path=PICTURES / picture)


if __name__ == "__main__":
    main()
