"""A stand-up, lived in a real browser: two leaders and the facilitator, with the real bot behind the page."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from podsprint.demo import cast
from podsprint.demo.company import Company
from podsprint.demo.stage import Stage, open_stage
from podsprint.demo.story import scenes, tell
from tests.playground.page_fixtures import CHROMIUM, chromium, driver

__all__ = ["chromium", "driver"]  # fixtures

TODAY = date(2026, 3, 4)
STANDUP = "Stand-up 1 of Platform leads"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt-get install chromium)"),
]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """The pod in the middle of week one."""
    with open_stage(tmp_path, port=0, fresh=True, today=TODAY, speed=200.0) as stage:
        for _ in tell(Company(stage), [scene for scene in scenes() if scene.week_one]):
            pass
        yield stage


@pytest.fixture
def screen(chromium: Browser, stage: Stage) -> Iterator["Screen"]:
    """A browser window on the playground."""
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield Screen(page, stage)
    context.close()
    assert problems == []


class Screen:
    """What one person after the other does at the page."""

    def __init__(self, page: Page, stage: Stage) -> None:
        self.page, self._stage = page, stage

    def sit_down(self, user: str, *, where: str = f"channel={cast.POD_CHANNEL}") -> None:
        """Somebody takes the chair."""
        self.page.goto("about:blank")
        self.page.goto(f"{self._stage.playground.url}#user={user}&{where}")
        expect(self.page.locator("#app:not([aria-busy])")).to_be_visible()

    def open_thread(self) -> Locator:
        """The stand-up's thread, beside the channel."""
        self.page.locator("li.message").filter(has_text=STANDUP).last.get_by_role("button", name="replies").click()
        return self.page.get_by_role("complementary", name="Thread")

    def check_in(self, tried: str, next_step: str, ring: str) -> None:
        """The check-in form, filled and sent."""
        self.page.get_by_role("button", name="Check in").last.click()
        form = self.page.get_by_role("dialog")
        form.get_by_label("What did you try?").fill(tried)
        form.get_by_label("What will you try next?").fill(next_step)
        form.get_by_label("How sure are you that you will do it?").select_option(label="8")
        form.get_by_label(ring).check()
        form.get_by_role("button", name="Check in").click()
        expect(form).not_to_be_visible()


def test_W11_C1_two_leaders_and_the_facilitator_live_a_standup(screen: Screen, stage: Stage) -> None:
    page = screen.page
    screen.sit_down(cast.AMARA)
    page.get_by_role("button", name="Next session").click()
    expect(page.get_by_text(STANDUP).last).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Nobody has checked in yet.").last).to_be_visible()

    # Amara comes with an empty form first, and is told so at the field.
    page.get_by_role("button", name="Check in").last.click()
    page.get_by_role("dialog").get_by_role("button", name="Check in").click()
    expect(page.get_by_text("All three are empty. A line in one of them is enough.")).to_be_visible()
    page.keyboard.press("Escape")
    screen.check_in("Asked who is closest to it", "Write the list of three", "My pod")

    # Jonas cannot read her before his own is in.
    screen.sit_down(cast.JONAS)
    thread = screen.open_thread()
    expect(thread.get_by_text("has checked in. It opens for you").first).to_be_visible()
    expect(thread.get_by_text("Asked who is closest to it")).to_have_count(0)
    thread.get_by_role("button", name="Read", exact=True).first.click()
    expect(page.get_by_role("dialog").get_by_text("It opens for you once your own entry is in")).to_be_visible()
    page.keyboard.press("Escape")
    screen.check_in("Closed planning with what we will not do", "Put the list on the board", "Only me")
    thread.get_by_role("button", name="Read", exact=True).first.click()
    expect(page.get_by_role("dialog").get_by_text("Asked who is closest to it")).to_be_visible()
    page.keyboard.press("Escape")

    # What Jonas kept to himself is on his own Home and nowhere else.
    screen.sit_down(cast.JONAS, where="tab=home")
    expect(page.get_by_text("Put the list on the board")).to_be_visible(timeout=20_000)

    # Time goes on; Ruth, who facilitates, reads the digest.
    page.get_by_role("button", name="+1 hour").click()
    screen.sit_down(cast.RUTH, where="tab=messages")
    expect(page.get_by_role("heading", name=f"{STANDUP} has closed")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Write the list of three").first).to_be_visible()
    expect(page.get_by_text("1 entry is kept private.").first).to_be_visible()
    expect(page.get_by_text("Put the list on the board")).to_have_count(0)

    # At the next stand-up Amara finds her own words again.
    screen.sit_down(cast.AMARA)
    page.get_by_role("button", name="Next session").click()
    expect(page.get_by_text("Stand-up 2 of Platform leads").last).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Check in").last.click()
    expect(page.get_by_role("dialog").get_by_text("Write the list of three")).to_be_visible()


def test_a_stranger_finds_a_home_that_explains_itself(screen: Screen) -> None:
    screen.sit_down(cast.SAM, where="tab=home")
    expect(screen.page.get_by_text("You are not in a pod yet.")).to_be_visible(timeout=20_000)
    assert "Platform leads" not in screen.page.get_by_role("main").inner_text()
