"""The door: ``python app.py`` runs the bot over Socket Mode; ``gunicorn 'app:web()'`` serves it over HTTP."""

from podsprint.cli import app
from podsprint.web import web

__all__ = ["web"]

if __name__ == "__main__":
    app(["run"])
