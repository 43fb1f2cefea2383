"""Bytes: uploaded files, and the page itself."""

from pathlib import Path

from aiohttp import web

from .guard import PAGE_POLICY
from .hub import Hub

_PAGE = Path(__file__).parent / "page"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".json": "application/json",
}
# Types a browser may show; anything else is offered for saving.
_SHOWN = ("image/png", "image/jpeg", "image/gif", "text/plain")


class Files:
    """Serves `/upload/FILE`, `/files/FILE/NAME`, `/` and `/page/...`."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def upload(self, request: web.Request) -> web.Response:
        """Takes the bytes of an announced file, raw or as a form."""
        file = self._hub.world.files.get(request.match_info["file"])
        if file is None or file["state"] != "waiting":
            return web.Response(status=404, text="this upload URL is not valid")
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            parts = [part.file.read() for part in form.values() if isinstance(part, web.FileField)]
            data = parts[0] if parts else b""
        else:
            data = await request.read()
        if len(data) != file["size"]:
            return web.Response(status=400, text="the length is not the one that was announced")
        file["state"] = "uploaded"
        self._hub.world.save_upload(file, data)
        return web.Response(text=f"OK - {len(data)}")

    async def download(self, request: web.Request) -> web.Response:
        """Gives a file back, in a form no browser would run."""
        file = self._hub.world.files.get(request.match_info["file"])
        data = self._hub.world.uploads.get(request.match_info["file"])
        if file is None or data is None or file["state"] != "complete":
            return web.Response(status=404, text="no such file")
        shown = file["mimetype"] in _SHOWN
        headers = {"Content-Security-Policy": "default-src 'none'; sandbox"}
        if not shown or "download" in request.query:
            headers["Content-Disposition"] = "attachment"
        kind = file["mimetype"] if shown else "application/octet-stream"
        return web.Response(body=data, content_type=kind, headers=headers)

    async def page(self, request: web.Request) -> web.Response:
        """The page and its assets."""
        path = (_PAGE / request.match_info.get("name", "index.html")).resolve()
        if not path.is_relative_to(_PAGE.resolve()) or path.suffix not in _TYPES or not path.is_file():
            return web.Response(status=404, text="not found")
        policy = PAGE_POLICY.format(ws=f"ws://127.0.0.1:{self._hub.port} ws://localhost:{self._hub.port}")
        headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache"}
        kind = _TYPES[path.suffix]
        text = kind.startswith("text/") or kind in ("application/json", "image/svg+xml")
        charset = "utf-8" if text else None
        return web.Response(body=path.read_bytes(), content_type=kind, charset=charset, headers=headers)
