"""The playground: a strict Slack that runs on this machine, with a page for people.

It knows nothing of podsprint. An app talks to it as to Slack (Web API and Socket Mode); a person talks to it
through the page or, in tests and the demo, through `Actor`. PROTOCOL.md describes the person's side.

Starting it (a server on 127.0.0.1, in a thread of its own)::

    from podsprint.playground.config import Channel, Config, Team, User
    from podsprint.playground.server import Playground

    config = Config(
        manifest=yaml.safe_load(Path("manifest.yml").read_text()),   # scopes, events, commands, shortcuts
        users=(User("U1", "ann", "Ann Ito", tz="Europe/Berlin"), User("U2", "bo", "Bo Lind")),
        channels=(Channel("C1", "pod-north", members=("U1", "U2", "U0BOT")),),   # U0BOT is config.bot_user
    )
    with Playground(config) as pg:            # or pg.start() ... pg.stop()
        client = WebClient(token=config.bot_token, base_url=pg.api_url)
        app = App(client=client, ...)
        SocketModeHandler(app, app_token=config.app_token,
                          web_client=WebClient(token=config.app_token, base_url=pg.api_url)).connect()
        pg.wait_connected()

`config.sample_config(manifest)` is a small ready-made workspace. Keyword parameters of `Playground`:

`port` (0: any free one) · `now` (what message times show) · `monotonic` (what lifetimes are measured with) ·
`clock` (a `Clock`, lets a person travel in time on the page) · `store_path` (SQLite file; without it all is in
memory) · `pace` (`Pace(scale=..., post_burst=...)`, or None for no rate limits) · `ack_seconds` ·
`retry_seconds` (the waits before the three retries of an event) · `hang_seconds` (how long a `timeout_*`
fault keeps a caller waiting, at most).

For tests::

    pg.messages("C1"), pg.ephemerals("U1"), pg.home("U1"), pg.stack("U1")   # what is stored, as Slack shows it
    pg.calls("chat.postMessage")              # recorded Web API calls: method, args, ok, error
    pg.fail("chat.postMessage", "drop_after", times=2)    # see faults.py for the kinds
    pg.emit({...}, duplicate=1)               # an event, sent twice with the same event_id
    pg.socket("refresh")                      # or warning, drop, link_disabled
    pg.settle()                               # returns when every envelope is acked or given up

Closing a slack_sdk client takes it up to 4 s; it is instant when the server hangs up first::

    handler.client.auto_reconnect_enabled = handler.client.default_auto_reconnect_enabled = False
    handler.client.closed = True
    handler.client.enqueue_message("")
    pg.socket("drop")
    handler.close()

A person (everything is synchronous; nothing can be pressed that this person does not see)::

    from podsprint.playground.actor import Actor

    ann = Actor(pg.url, "U1")
    ann.command("C1", "/pod create")          # raises ActorError if the app did not answer
    ann.modal()                               # the modal on top, as a Screen: title, text, fields, buttons
    ann.fill({"Name": "North", "members": ["U1", "U2"]})   # by visible label, block_id or action_id
    outcome = ann.submit()                    # outcome.kind: closed | updated | pushed | errors | cleared
    ann.open_home(); ann.home_text(); ann.click("Check in")
    ann.messages("C1"), ann.messages("C1", thread=ts), ann.ephemerals("C1"), ann.dm()
    ann.say("C1", "hello", thread=ts); ann.shortcut("shortcut_check_in")
    ann.wait_until(lambda: ann.messages("C1"))   # long-polls the server, never sleeps

The limits of Block Kit, views and messages are in `limits` (standard library only, no aiohttp)::

    from podsprint.playground.limits import check_message, check_view
    assert check_view(view) == []             # a list of plain complaints, each with a JSON pointer
"""
