"""Who may talk to the playground: programs and pages of this machine, nobody else."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' {ws}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def guard(port_of: Callable[[], int]) -> Middleware:
    """A middleware that refuses foreign Host and Origin headers.

    A web page on the internet could otherwise make this machine's browser talk to us, by DNS rebinding or plain
    forms.
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        port = port_of()
        hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        # slack_sdk's own WebSocket client leaves the port out; a ticket protects that door besides.
        bare = ("127.0.0.1", "localhost") if request.path == "/link/" else ()
        if request.headers.get("Host") not in (*hosts, *bare):
            return web.Response(status=403, text="This server only answers to 127.0.0.1 and localhost.")
        origin = request.headers.get("Origin")
        to_app = request.path.startswith(("/api/", "/link", "/response/", "/upload/"))
        if origin is not None and origin not in [f"http://{host}" for host in hosts]:
            return web.Response(status=403, text="Other sites may not use this server.")
        if not to_app and request.headers.get("Sec-Fetch-Site") == "cross-site" and request.method != "GET":
            return web.Response(status=403, text="Other sites may not use this server.")
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_SAFE_HEADERS)
        return response

    return check
