"""What a person types, in the form in which Slack keeps it and passes it on."""

import re

from .state import World


def typed_command(world: World, text: str, names: bool) -> str:
    """A command's text; with `names` (the manifest's should_escape) people and channels become ids."""
    text = escaped(text)
    if not names:
        return text
    people = {user["name"]: user["id"] for user in world.users.values()}
    rooms = {channel["name"]: channel["id"] for channel in world.channels.values() if channel["name"]}
    words = []
    for word in text.split(" "):
        if word[:1] == "@" and word[1:] in people:
            word = f"<@{people[word[1:]]}|{word[1:]}>"
        elif word[:1] == "#" and word[1:] in rooms:
            word = f"<#{rooms[word[1:]]}|{word[1:]}>"
        words.append(word)
    return " ".join(words)


def escaped(text: str) -> str:
    """Typed text as Slack stores it; mentions that are already in Slack's form stay."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"&lt;([@#!][A-Z0-9a-z|^_.-]+)&gt;", r"<\1>", text)
