"""What stands before Streamlit: a link with a token leaves a cookie; figures about the server are not for visitors."""

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from improvement.ui.visitor import COOKIE, JOIN, TOKEN

A_WEEK = 7 * 24 * 3600
NO_PAGE = PlainTextResponse("Not Found", 404)


class Door:
    """ASGI middleware. The cookie is out of reach for scripts and other sites; the server knows when its token ends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with what is said above."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"].endswith("/_stcore/metrics"):
            await NO_PAGE(scope, receive, send)
            return
        token = _token(scope)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Referrer-Policy"] = "same-origin"
                headers["X-Content-Type-Options"] = "nosniff"
                if token:
                    headers.append("Set-Cookie", _cookie(token, scope))
            await send(message)

        await self._app(scope, receive, answer)


def _token(scope: Scope) -> str:
    """The token of a link; empty for what cannot be one."""
    found = parse_qs(scope["query_string"].decode("latin-1")).get(JOIN, [""])[0]
    return found if scope["method"] == "GET" and TOKEN.fullmatch(found) else ""


def _cookie(token: str, scope: Scope) -> str:
    only_encrypted = "; Secure" if scope["scheme"] == "https" else ""
    return f"{COOKIE}={token}; Path=/; Max-Age={A_WEEK}; HttpOnly; SameSite=Lax{only_encrypted}"
