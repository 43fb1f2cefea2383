"""Print the transcript of the quarter."""

import sys
import tempfile
from pathlib import Path

from podsprint.slack.text import Words, prompt_folders
from tests.quarter.run import played
from tests.quarter.stage import as_text

with tempfile.TemporaryDirectory() as folder:
    sys.stdout.write(as_text(played(Path(folder), Words(prompt_folders(None))).stage.transcript) + "\n")
