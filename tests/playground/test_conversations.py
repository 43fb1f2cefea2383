"""conversations.*, users.* and files.*."""

import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from slack_sdk import WebClient

from podsprint.playground.actor import Actor, ActorError
from podsprint.playground.config import sample_config
from podsprint.playground.server import Playground

from .kit import SCOPES, client_of, error_of, manifest, refusal


def test_a_new_channel_belongs_to_the_bot_and_others_may_be_invited(client: WebClient, ann: Actor) -> None:
    channel = client.conversations_create(name="pod-south", is_private=True)["channel"]
    assert (channel["is_private"], channel["is_member"], channel["id"][0]) == (True, True, "C")
    assert client.conversations_members(channel=channel["id"])["members"] == ["U0BOT"]
    client.conversations_invite(channel=channel["id"], users="U1,U2")
    assert client.conversations_members(channel=channel["id"])["members"] == ["U0BOT", "U1", "U2"]
    assert "pod-south" in [seen["name"] for seen in ann.state()["channels"]]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("pod-north", "name_taken"),
        ("Pod", "invalid_name_specials"),
        ("pod north", "invalid_name_specials"),
        ("x" * 81, "invalid_name_maxlength"),
        ("---", "invalid_name_punctuation"),
        ("pod.x", "invalid_name_specials"),
    ],
)
def test_channel_names_follow_slacks_rules(client: WebClient, name: str, error: str) -> None:
    assert error_of(client.conversations_create, name=name) == error
    assert client.conversations_create(name="x" * 80)["channel"]["name"] == "x" * 80


@pytest.mark.parametrize(("private", "needed"), [(False, "channels:manage"), (True, "groups:write")])
def test_making_a_channel_needs_the_scope_of_its_kind(private: bool, needed: str) -> None:
    scopes = [scope for scope in SCOPES if scope != needed]
    with Playground(sample_config(manifest(scopes=scopes)), pace=None) as pg:
        answer = refusal(client_of(pg).conversations_create, name="x", is_private=private)
    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("U1", "already_in_channel"),
        ("U0BOT", "cant_invite_self"),
        ("U7", "user_not_found"),
        ("U9", "user_not_found"),
        (",", "no_user"),
    ],
)
def test_invitations_that_make_no_sense_are_refused(client: WebClient, users: str, error: str) -> None:
    assert error_of(client.conversations_invite, channel="C1", users=users) == error


def test_an_invitation_is_for_all_or_nobody_unless_forced(client: WebClient) -> None:
    answer = refusal(client.conversations_invite, channel="C1", users="U5,U1,U7")
    assert [(e["user"], e["error"]) for e in answer["errors"]] == [
        ("U1", "already_in_channel"),
        ("U7", "user_not_found"),
    ]
    assert "U5" not in client.conversations_members(channel="C1")["members"]
    client.conversations_invite(channel="C1", users="U5,U1,U7", force=True)
    assert "U5" in client.conversations_members(channel="C1")["members"]


def test_joining_leaving_and_kicking(client: WebClient) -> None:
    client.conversations_join(channel="C2")
    assert client.conversations_join(channel="C2")["warning"] == "already_in_channel"
    assert error_of(client.conversations_leave, channel="C2") == "cant_leave_general"
    assert error_of(client.conversations_join, channel="C4") == "channel_not_found"
    client.conversations_kick(channel="C1", user="U4")
    assert error_of(client.conversations_kick, channel="C1", user="U4") == "not_in_channel"
    assert error_of(client.conversations_kick, channel="C1", user="U0BOT") == "cant_kick_self"
    client.conversations_leave(channel="C1")
    assert error_of(client.chat_postMessage, channel="C1", text="x") == "not_in_channel"


def test_archiving_is_final_for_those_who_write(client: WebClient) -> None:
    key = client.conversations_create(name="short-lived")["channel"]["id"]
    client.conversations_archive(channel=key)
    assert error_of(client.conversations_archive, channel=key) == "already_archived"
    assert error_of(client.conversations_setTopic, channel=key, topic="x") == "is_archived"
    assert error_of(client.conversations_invite, channel=key, users="U1") == "is_archived"
    names = [c["name"] for c in client.conversations_list(exclude_archived=True)["channels"]]
    assert "short-lived" not in names


def test_topics_and_names_are_changed_by_members(client: WebClient) -> None:
    assert client.conversations_setTopic(channel="C1", topic="t")["channel"]["topic"]["value"] == "t"
    assert client.conversations_setPurpose(channel="C1", purpose="")["channel"]["purpose"]["value"] == ""
    assert error_of(client.conversations_setTopic, channel="C1", topic="x" * 251) == "too_long"
    assert error_of(client.conversations_setTopic, channel="C2", topic="x") == "not_in_channel"
    assert error_of(client.conversations_rename, channel="C1", name="new") == "not_authorized"
    key = client.conversations_create(name="old")["channel"]["id"]
    assert client.conversations_rename(channel=key, name="new")["channel"]["name"] == "new"


def test_opening_a_direct_message_twice_gives_the_same_one(client: WebClient) -> None:
    first = client.conversations_open(users="U1", return_im=True)
    again = client.conversations_open(users=["U1"])
    assert first["channel"]["user"] == "U1"
    assert (again["channel"]["id"], again["already_open"]) == (first["channel"]["id"], True)


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("", "users_list_not_supplied"),
        ("U0BOT", "not_enough_users"),
        ("U7", "user_not_found"),
        ("U9", "user_disabled"),
        ("U1,U2,U3,U4,U5,U8,Ua,Ub,Uc", "too_many_users"),
    ],
)
def test_direct_messages_with_nobody_or_too_many_are_refused(client: WebClient, users: str, error: str) -> None:
    assert error_of(client.api_call, "conversations.open", json={"users": users}) == error


def test_several_people_share_one_conversation(client: WebClient) -> None:
    channel = client.conversations_open(users="U1,U2")["channel"]
    assert (channel["is_mpim"], channel["id"][0]) == (True, "G")
    assert client.chat_postMessage(channel=channel["id"], text="hello both")["ok"]


def test_lists_come_in_pages_and_only_show_what_the_bot_may_know(client: WebClient) -> None:
    pages = client.conversations_list(types="public_channel,private_channel", limit=1)
    names = [[channel["name"] for channel in page["channels"]] for page in pages]
    assert names == [["pod-north"], ["general"], ["leads-private"]]
    assert [c["id"] for c in client.users_conversations(user="U3")["channels"]] == ["C1", "C2"]
    assert error_of(client.conversations_list, types="secret") == "invalid_types"
    assert error_of(client.conversations_list, cursor="bmV4dA==") == "invalid_cursor"
    assert client.conversations_info(channel="C1", include_num_members=True)["channel"]["num_members"] == 5


def test_people_have_time_zones_flags_and_addresses(client: WebClient) -> None:
    user = client.users_info(user="U1", include_locale=True)["user"]
    assert (user["tz"], user["tz_offset"], user["locale"]) == ("Europe/Berlin", 3600, "en-GB")
    assert user["profile"]["email"] == "ann@example.com"
    assert client.users_info(user="U8")["user"]["is_restricted"] is True
    gone = client.users_info(user="U9")["user"]
    assert (gone["deleted"], "tz" in gone) == (True, False)
    assert error_of(client.users_info, user="U7") == "user_not_found"
    assert client.users_lookupByEmail(email="Bo@example.com")["user"]["id"] == "U2"
    assert error_of(client.users_lookupByEmail, email="gone@example.com") == "users_not_found"
    assert [len(page["members"]) for page in client.users_list(limit=3)] == [3, 3, 2]


def test_addresses_are_hidden_without_their_scope() -> None:
    with Playground(sample_config(manifest(scopes=["users:read"])), pace=None) as pg:
        assert "email" not in client_of(pg).users_info(user="U1")["user"]["profile"]


# Files


def test_an_uploaded_file_is_shared_and_can_be_fetched(client: WebClient, ann: Actor) -> None:
    done = client.files_upload_v2(channel="C1", content="a,b\n1,2\n", filename="r.csv", initial_comment="Report")
    (message,) = ann.messages("C1")
    assert (message["text"], message["files"][0]["name"]) == ("Report", "r.csv")
    url = client.files_info(file=done["file"]["id"])["file"]["url_private"]
    with urllib.request.urlopen(url) as answer:
        assert answer.read() == b"a,b\n1,2\n"
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    client.files_delete(file=done["file"]["id"])
    assert error_of(client.files_info, file=done["file"]["id"]) == "file_deleted"
    assert ann.messages("C1")[0]["files"][0]["mode"] == "tombstone"


def test_uploads_have_bounds(client: WebClient) -> None:
    ask = client.files_getUploadURLExternal
    assert error_of(ask, filename="a", length=0) == "missing_argument"
    assert error_of(ask, filename="a", length=5, alt_txt="x" * 1001) == "alt_txt_too_large"
    assert error_of(ask, filename="a", length=1_000_001, snippet_type="text") == "snippet_too_large"
    made = ask(filename="a.txt", length=3)
    assert error_of(client.files_completeUploadExternal, files=[{"id": made["file_id"]}]) == "file_not_found"
    with pytest.raises(urllib.error.HTTPError, match="400") as refused:
        urllib.request.urlopen(made["upload_url"], data=b"four")
    refused.value.close()


def test_a_file_only_goes_where_the_bot_is(client: WebClient) -> None:
    made = client.files_getUploadURLExternal(filename="a.txt", length=3)
    with urllib.request.urlopen(made["upload_url"], data=b"abc") as answer:
        assert answer.status == 200
    files = [{"id": made["file_id"], "title": "A"}]
    assert error_of(client.files_completeUploadExternal, files=files, channel_id="C2") == "not_in_channel"
    assert client.files_completeUploadExternal(files=files, channel_id="C1")["files"][0]["title"] == "A"


# What people see


def test_private_things_of_others_are_on_nobody_elses_screen(client: WebClient, person: Callable[[str], Actor]) -> None:
    client.chat_postMessage(channel="U2", text="for Bo alone")
    client.chat_postMessage(channel="C3", text="for leads alone")
    client.chat_postEphemeral(channel="C1", user="U2", text="psst Bo")
    client.views_publish(user_id="U2", view={"type": "home", "blocks": []})
    assert "alone" in str(person("U2").state())
    outsider = str(person("U3").state())
    assert "alone" not in outsider
    assert "psst" not in outsider
    assert "leads-private" not in outsider
    assert person("U3").state()["home"] is None


def test_guests_see_only_their_own_channels(person: Callable[[str], Actor]) -> None:
    assert person("U8").state()["channels"] == []
    person("U1").invite("C1", "U8")
    assert [channel["id"] for channel in person("U8").state()["channels"]] == ["C1"]


def test_people_cannot_write_where_they_are_not(person: Callable[[str], Actor]) -> None:
    with pytest.raises(ActorError, match="sees no channel"):
        person("U3").say("leads-private", "x")
    with pytest.raises(ActorError, match="Join this channel first"):
        person("U5").say("pod-north", "x")
    with pytest.raises(ActorError, match="your own messages"):
        person("U2")._post("edit", channel="C1", ts=person("U1").say("C1", "mine"), text="changed")


def test_unread_counts_fall_to_zero_when_read(client: WebClient, ann: Actor) -> None:
    client.chat_postMessage(channel="C1", text="x")
    assert next(c for c in ann.state()["channels"] if c["id"] == "C1")["unread"] == 1
    ann._post("read", channel="C1")
    assert next(c for c in ann.state()["channels"] if c["id"] == "C1")["unread"] == 0
