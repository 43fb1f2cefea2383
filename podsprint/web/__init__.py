"""Slack over HTTP, for those who do not use Socket Mode: a WSGI app, to be served by threads (gunicorn, granian)."""

from datetime import timedelta

from flask import Flask, Response, request
from slack_bolt.adapter.flask import SlackRequestHandler

from podsprint.bootstrap import Bot, make_bot
from podsprint.config import Settings
from podsprint.errors import CannotStart, StoreError
from podsprint.logs import set_up_logs

_STANDS_STILL = timedelta(minutes=5)  # longer than sending all that one tick may find


def web() -> Flask:
    """The whole bot behind WSGI, with its clock running. For ``gunicorn --threads 16 'app:web()'``.

    Raises:
        CannotStart: a setting is missing.
    """
    settings = Settings()
    set_up_logs(settings)
    if not settings.slack_signing_secret:
        raise CannotStart("SLACK_SIGNING_SECRET is not set; over HTTP it is what tells Slack from anyone else")
    return make_web(make_bot(settings).start())


def make_web(bot: Bot) -> Flask:
    """The routes of a bot."""
    flask = Flask("podsprint")
    flask.extensions["podsprint"] = bot  # where whoever holds the WSGI app finds what to stop
    handler = SlackRequestHandler(bot.app)

    @flask.post("/slack/events")
    def slack_events() -> Response:
        return handler.handle(request)

    @flask.get("/healthz")
    def healthz() -> Response:
        try:
            bot.deps.look(lambda session: session.connection().exec_driver_sql("select 1").one())
        except StoreError as error:
            return Response(f"the database cannot be used: {error}\n", status=503, mimetype="text/plain")
        last = bot.worker.ticked_at
        if last is not None and bot.deps.now() - last > _STANDS_STILL:
            return Response(f"no work has been done since {last:%H:%M:%S} UTC\n", status=503, mimetype="text/plain")
        return Response("ok\n", mimetype="text/plain")

    return flask
