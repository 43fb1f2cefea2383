"""chat.* and reading messages back."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient

from podsprint.playground.actor import Actor
from podsprint.playground.server import Playground

from .kit import Hands, Json, client_of, error_of, refusal, section, text, with_manifest

KEY = {"event_type": "session_opened", "event_payload": {"key": "s-1", "n": 1}}


def post(client: WebClient, words: str = "hi", channel: str = "C1", **more: Any) -> str:
    return str(client.chat_postMessage(channel=channel, text=words, **more)["ts"])


def texts(answer: Any) -> list[str]:
    return [message["text"] for message in answer["messages"]]


# Posting


@pytest.mark.parametrize(
    ("channel", "error"),
    [("C2", "not_in_channel"), ("C4", "channel_not_found"), ("C9", "channel_not_found"), ("U9", "channel_not_found")],
)
def test_the_bot_only_posts_where_it_may(client: WebClient, channel: str, error: str) -> None:
    assert error_of(client.chat_postMessage, channel=channel, text="x") == error


def test_an_archived_channel_takes_no_messages(client: WebClient, person: Callable[[str], Actor]) -> None:
    person("U1")._post("archive", channel="C1")
    assert error_of(client.chat_postMessage, channel="C1", text="x") == "is_archived"


def test_posting_to_a_person_opens_the_direct_message(pg: Playground, client: WebClient, ann: Actor) -> None:
    direct = client.conversations_open(users="U1")["channel"]["id"]
    assert client.chat_postMessage(channel="U1", text="hello")["channel"] == direct
    assert [message["text"] for message in ann.dm()] == ["hello"]


def test_without_a_messages_tab_there_are_no_direct_messages(pg: Playground) -> None:
    with Playground(with_manifest(pg.config, messages_tab_enabled=False)) as other:
        assert error_of(client_of(other).chat_postMessage, channel="U1", text="x") == "messages_tab_disabled"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "  "}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"text": "x", "thread_ts": "1.000000"}, "cannot_reply_to_message"),
        ({"text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
        ({"text": "x", "metadata": "{"}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_type": "x", "event_payload": {"a": "b" * 9000}}}, "metadata_too_large"),
        ({"text": "x", "blocks": [{"type": "markdown", "text": "m" * 7000}] * 2}, "msg_blocks_too_long"),
    ],
)
def test_messages_out_of_bounds_are_refused(client: WebClient, arguments: Json, error: str) -> None:
    assert error_of(client.api_call, "chat.postMessage", json={"channel": "C1", **arguments}) == error


def test_bad_blocks_are_refused_with_the_place(client: WebClient) -> None:
    answer = refusal(client.chat_postMessage, channel="C1", text="x", blocks=[section("x" * 3001)])
    place = "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [place]


def test_nothing_is_posted_when_it_was_refused(pg: Playground, client: WebClient) -> None:
    error_of(client.chat_postMessage, channel="C1", text="x", blocks=[section("x" * 3001)])
    assert pg.messages("C1") == []


def test_message_times_are_unique_and_grow_while_the_clock_stands_still(client: WebClient, hands: Hands) -> None:
    times = [post(client) for _ in range(5)]
    assert times == sorted(set(times))
    assert times[0].partition(".")[0] == str(int(hands.now().timestamp()))


def test_blocks_alone_give_the_message_a_text_and_every_block_an_id(client: WebClient) -> None:
    blocks = [section("*Hello*"), {"type": "divider"}]
    answer = client.api_call("chat.postMessage", json={"channel": "C1", "blocks": blocks})
    message = answer["message"]
    assert message["text"] == "*Hello*"
    assert len({block["block_id"] for block in message["blocks"]}) == 2


# Updating and deleting


def test_only_own_messages_can_be_changed_or_deleted(client: WebClient, ann: Actor) -> None:
    ts = ann.say("C1", "mine")
    assert error_of(client.chat_update, channel="C1", ts=ts, text="x") == "cant_update_message"
    assert error_of(client.chat_delete, channel="C1", ts=ts) == "cant_delete_message"
    assert error_of(client.chat_update, channel="C1", ts="1.000000", text="x") == "message_not_found"


def test_an_update_with_text_alone_takes_the_blocks_away(pg: Playground, client: WebClient) -> None:
    ts = post(client, blocks=[section("x")])
    client.chat_update(channel="C1", ts=ts, text="new")
    (message,) = pg.messages("C1")
    assert (message["text"], "blocks" in message, "edited" in message) == ("new", False, True)


def test_an_update_of_blocks_leaves_no_edited_mark(pg: Playground, client: WebClient) -> None:
    ts = post(client, blocks=[section("x")])
    client.chat_update(channel="C1", ts=ts, text="new", blocks=[section("y")])
    assert "edited" not in pg.messages("C1")[0]


def test_an_update_keeps_metadata_unless_it_is_given_anew(pg: Playground, client: WebClient) -> None:
    ts = post(client, metadata=KEY)
    client.chat_update(channel="C1", ts=ts, text="new")
    assert pg.messages("C1")[0]["metadata"] == KEY
    client.chat_update(channel="C1", ts=ts, text="new", metadata={})
    assert "metadata" not in pg.messages("C1")[0]


def test_an_update_takes_4000_characters_and_no_more(client: WebClient) -> None:
    ts = post(client)
    client.chat_update(channel="C1", ts=ts, text="x" * 4000)
    assert error_of(client.chat_update, channel="C1", ts=ts, text="x" * 4001) == "msg_too_long"


def test_a_deleted_message_is_gone_for_everybody(client: WebClient, ann: Actor) -> None:
    client.chat_delete(channel="C1", ts=post(client))
    assert ann.messages("C1") == []


# Ephemeral messages


def test_an_ephemeral_message_is_seen_by_one_person_and_stored_nowhere(
    pg: Playground, client: WebClient, person: Callable[[str], Actor]
) -> None:
    ts = client.chat_postEphemeral(channel="C1", user="U1", text="psst")["message_ts"]
    assert [m["text"] for m in person("U1").ephemerals("C1")] == ["psst"]
    assert person("U2").ephemerals("C1") == []
    assert pg.messages("C1") == []
    assert error_of(client.chat_update, channel="C1", ts=ts, text="x") == "message_not_found"


def test_an_ephemeral_message_needs_both_in_the_channel(client: WebClient) -> None:
    assert error_of(client.chat_postEphemeral, channel="C1", user="U5", text="x") == "user_not_in_channel"
    assert error_of(client.chat_postEphemeral, channel="C2", user="U1", text="x") == "not_in_channel"


# Threads and history


def test_history_leaves_replies_out_and_replies_gives_the_thread(client: WebClient) -> None:
    parent = post(client, "parent")
    reply = post(client, "reply", thread_ts=parent)
    post(client, "shown", thread_ts=parent, reply_broadcast=True)
    assert texts(client.conversations_history(channel="C1")) == ["shown", "parent"]
    assert texts(client.conversations_replies(channel="C1", ts=parent)) == ["parent", "reply", "shown"]
    top = client.conversations_history(channel="C1")["messages"][1]
    assert (top["reply_count"], top["thread_ts"]) == (2, parent)
    assert error_of(client.chat_postMessage, channel="C1", text="x", thread_ts=reply) == "cannot_reply_to_message"


def test_metadata_comes_back_only_when_it_is_asked_for(client: WebClient) -> None:
    parent = post(client, metadata=KEY)
    (brief,) = client.conversations_history(channel="C1")["messages"]
    assert brief["metadata"] == {"event_type": "session_opened"}
    (full,) = client.conversations_history(channel="C1", include_all_metadata=True)["messages"]
    assert full["metadata"] == KEY
    (again,) = client.conversations_replies(channel="C1", ts=parent, include_all_metadata=True)["messages"]
    assert again["metadata"] == KEY


def test_history_honours_its_bounds(client: WebClient, hands: Hands) -> None:
    times = []
    for word in "abcd":
        times.append(post(client, word))
        hands.move(10)
    inside: Json = {"channel": "C1", "oldest": times[1], "latest": times[2]}
    assert texts(client.conversations_history(**inside)) == []
    assert texts(client.conversations_history(**inside, inclusive=True)) == ["c", "b"]
    assert texts(client.conversations_history(channel="C1", oldest=times[1])) == ["d", "c"]
    assert error_of(client.conversations_history, channel="C1", oldest="soon") == "invalid_ts_oldest"
    assert error_of(client.conversations_history, channel="C1", limit=0) == "invalid_limit"
    assert error_of(client.conversations_history, channel="C1", cursor="zzz") == "invalid_cursor"


@pytest.mark.parametrize("method", ["history", "replies"])
def test_pages_give_everything_once(client: WebClient, method: str) -> None:
    parent = post(client, "p")
    thread = {"thread_ts": parent} if method == "replies" else {}
    for n in range(5):
        post(client, str(n), **thread)
    call = client.conversations_replies if method == "replies" else client.conversations_history
    where: Json = {"channel": "C1", "limit": 2} | ({"ts": parent} if method == "replies" else {})
    seen = [m["ts"] for page in call(**where) for m in page["messages"] if m["ts"] != parent]
    assert len(seen) == len(set(seen)) == 5


def test_reading_needs_membership(client: WebClient) -> None:
    assert error_of(client.conversations_history, channel="C2") == "not_in_channel"
    assert error_of(client.conversations_history, channel="C4") == "channel_not_found"
    assert error_of(client.conversations_replies, channel="C1", ts="1.000000") == "thread_not_found"


def test_a_permalink_names_the_channel_and_the_message(client: WebClient) -> None:
    ts = post(client)
    link = client.chat_getPermalink(channel="C1", message_ts=ts)["permalink"]
    assert link == f"https://acme.slack.com/archives/C1/p{ts.replace('.', '')}"


# Reactions, bookmarks


def test_reactions_come_and_go(client: WebClient, ann: Actor) -> None:
    ts = post(client)
    client.reactions_add(channel="C1", timestamp=ts, name="eyes")
    ann.react("C1", ts, "eyes")
    assert error_of(client.reactions_add, channel="C1", timestamp=ts, name="eyes") == "already_reacted"
    got = client.reactions_get(channel="C1", timestamp=ts)["message"]["reactions"]
    assert got == [{"name": "eyes", "users": ["U0BOT", "U1"], "count": 2}]
    client.reactions_remove(channel="C1", timestamp=ts, name="eyes")
    assert error_of(client.reactions_remove, channel="C1", timestamp=ts, name="eyes") == "no_reaction"
    assert error_of(client.reactions_add, channel="C1", timestamp="1.000000", name="eyes") == "message_not_found"


def test_bookmarks_are_links(client: WebClient) -> None:
    client.bookmarks_add(channel_id="C1", title="Notes", type="link", link="https://example.com")
    assert [b["title"] for b in client.bookmarks_list(channel_id="C1")["bookmarks"]] == ["Notes"]
    bad = {"channel_id": "C1", "title": "x", "type": "link", "link": "javascript:alert(1)"}
    assert error_of(client.bookmarks_add, **bad) == "invalid_link"


def test_bad_text_objects_never_reach_a_message(client: WebClient) -> None:
    blocks = [{"type": "header", "text": text("x", "mrkdwn")}]
    assert error_of(client.chat_postMessage, channel="C1", text="x", blocks=blocks) == "invalid_blocks"
