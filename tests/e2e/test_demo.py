"""The demo: the whole story through the front door, interrupted and taken up again."""

from datetime import date
from pathlib import Path

import pytest

from podsprint.demo.company import Company, StoryError
from podsprint.demo.lines import STORY
from podsprint.demo.stage import open_stage
from podsprint.demo.story import scenes, summary, tell
from podsprint.errors import CannotStart

TODAY = date(2026, 3, 4)
SPEED = 200.0


def test_the_story_is_told_to_its_end_and_can_be_interrupted(tmp_path: Path) -> None:
    script = scenes()
    with open_stage(tmp_path, port=0, fresh=True, today=TODAY, speed=SPEED) as stage:
        week_one = [line for _, line in tell(Company(stage), [scene for scene in script if scene.week_one])]
        assert stage.told == len(week_one)
    with open_stage(tmp_path, port=0, fresh=False, today=TODAY, speed=SPEED) as stage:
        later = [line for _, line in tell(Company(stage), script)]
        assert len(week_one) + len(later) == len(script)
        said = summary(Company(stage))
        assert all(leader.retro.changed in said for leader in STORY)
        # W2: what changed in the work comes before any number of things done
        assert said.index(STORY[0].retro.changed) < said.index("sessions")
        assert [call.method for call in stage.playground.calls() if call.error == "ratelimited"] == []


def test_a_scene_that_does_not_happen_is_not_told(tmp_path: Path) -> None:
    script = scenes()
    with open_stage(tmp_path, port=0, fresh=True, today=TODAY, speed=SPEED) as stage:
        list(tell(Company(stage), script[:3]))
        skipping_the_sprint = [*script[:3], *script[4:]]
        with pytest.raises(StoryError):
            list(tell(Company(stage, patience=1.0), skipping_the_sprint))
        assert stage.told == 3


def test_two_demos_do_not_share_a_folder(tmp_path: Path) -> None:
    with (
        open_stage(tmp_path, port=0, fresh=True, today=TODAY),
        pytest.raises(CannotStart),
        open_stage(tmp_path, port=0, fresh=False, today=TODAY),
    ):
        pass
