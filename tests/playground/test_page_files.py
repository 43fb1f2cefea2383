"""What the page's files promise, without a browser: colours, nothing inline, nothing from elsewhere."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "podsprint" / "playground" / "page"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_have_enough_contrast() -> None:
    css = (PAGE / "shell.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css)) | {"white": "#ffffff"}
    texts = ("ink", "ink-soft", "red", "amber", "blue", "green-ink")
    pairs = [(text, ground) for text in texts for ground in ("paper", "card", "white")]
    pairs += [("white", "green"), ("white", "green-ink"), ("white", "amber"), ("green-ink", "green-tint")]
    pairs += [("amber", "amber-tint"), ("ink", "amber-tint"), ("blue", "blue-tint"), ("red", "red-tint")]
    pairs += [("ink-soft", "paper-deep"), ("ink-soft", "green-tint")]
    for text, ground in pairs:
        light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{text} on {ground}"
    for edge in ("line-strong", "focus"):
        light, dark = sorted((luminance(colours[edge]), luminance(colours["card"])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, f"{edge} on card"


def test_nothing_is_loaded_from_elsewhere_or_run_inline() -> None:
    html = (PAGE / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"\son\w+=|\sstyle=|<style|https?:|<script(?![^>]*\ssrc=)", html)
    for script in PAGE.glob("*.js"):
        source = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source), (
            script.name
        )


def test_every_module_is_fetched_at_once() -> None:
    preloaded = set(
        re.findall(r'modulepreload" href="/page/([\w.]+)"', (PAGE / "index.html").read_text(encoding="utf-8"))
    )
    assert preloaded == {script.name for script in PAGE.glob("*.js")} - {"main.js"}
