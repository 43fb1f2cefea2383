"""The two sides of every comparison, each in a process of its own: podsprint, and a bare Bolt app that only answers."""

import os
import signal
import sys
import threading

from flask import Flask, Response, request
from slack_bolt import Ack, App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient


def bare_app() -> App:
    """Bolt as podsprint sets it up, with listeners that only acknowledge."""
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"], process_before_response=True)

    def answer(ack: Ack) -> None:
        ack()

    app.command("/pod")(answer)
    app.view({"type": "view_submission", "callback_id": os.environ["BENCH_FORM"]})(answer)
    app.event("app_home_opened")(answer)
    return app


def bare() -> Flask:
    """The same behind WSGI: ``gunicorn 'benchmarks.serve:bare()'``."""
    flask, handler = Flask("bare"), SlackRequestHandler(bare_app())

    @flask.post("/slack/events")
    def slack_events() -> Response:
        return handler.handle(request)

    return flask


def main() -> None:
    """Listen on a socket until told to stop."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    token = os.environ["SLACK_APP_TOKEN"]
    client = WebClient(token=token, base_url=os.environ["SLACK_API_URL"])
    handler = SocketModeHandler(bare_app(), app_token=token, web_client=client, concurrency=16)
    handler.connect()
    stop.wait()
    sys.exit()


if __name__ == "__main__":
    main()
