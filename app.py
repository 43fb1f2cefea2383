"""The door: ``python app.py`` runs the bot over Socket Mode; ``gunicorn 'app:web()'`` serves it over HTTP."""

from podsprint.serve import serve
from podsprint.web import web

__all__ = ["web"]

if __name__ == "__main__":
    serve()
