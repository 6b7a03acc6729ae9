"""The local page for annotators: on this machine only, and only for the page that it served itself."""

from __future__ import annotations

import json
import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any
from urllib.parse import parse_qs, urlsplit

from oodmmsafe.annotation.desk import Desk, LabelError, checked_name
from oodmmsafe.annotation.store import StoreError
from oodmmsafe.models.remote import media_type

_LONGEST_BODY = 20_000


def serve(desk: Desk, port: int = 0) -> ThreadingHTTPServer:
    """A server on 127.0.0.1; `serve_forever()` runs it. port 0 takes a free one."""
    token = secrets.token_urlsafe(24)

    class Handler(_Handler):
        pass

    Handler.desk, Handler.token = desk, token
    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


class _Handler(BaseHTTPRequestHandler):
    """GET / the page; GET /next and /picture, POST /label with the page's token."""

    desk: Desk
    token: str
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def _answer(self, act: Any) -> None:
        try:
            if not self._from_here():
                self._send(HTTPStatus.FORBIDDEN, "text/plain", b"only for the local page")
                return
            act()
        except LabelError as error:
            self._json({"problem": str(error)}, HTTPStatus.BAD_REQUEST)
        except StoreError as error:
            self._json({"problem": str(error)}, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _from_here(self) -> bool:
        """Another site's page must not reach this server through the browser, by whatever name it calls it."""
        host = self.headers.get("host", "").rpartition(":")[0]
        if host not in ("127.0.0.1", "localhost"):
            return False
        return urlsplit(self.path).path == "/" or secrets.compare_digest(self.headers.get("x-token", ""), self.token)

    def _get(self) -> None:
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/":
            self._page()
        elif url.path == "/next":
            annotator = checked_name(asked.get("annotator"))
            owed = self.desk.owed(annotator)
            done, total = self.desk.progress(annotator)
            self._json({"item": self.desk.show(owed[0]) if owed else None, "done": done, "total": total})
        elif url.path == "/picture":
            picture = self.desk.picture(asked.get("id", ""))
            self._send(HTTPStatus.OK, media_type(picture), picture)
        else:
            self._json({"problem": "no such place"}, HTTPStatus.NOT_FOUND)

    def _post(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        if not 0 < length <= _LONGEST_BODY:
            raise LabelError("no label, or an endless one")
        try:
            said = json.loads(self.rfile.read(length))
            annotator, case_id, scores = said["annotator"], said["id"], said["scores"]
        except (ValueError, KeyError, TypeError):
            raise LabelError("not a label") from None
        if not isinstance(scores, dict):
            raise LabelError("not a label")
        self.desk.label(annotator, case_id, scores, said.get("remark", ""))
        self._json({"stored": True})

    def _page(self) -> None:
        nonce = secrets.token_urlsafe(16)
        files = resources.files("oodmmsafe.annotation").joinpath("page")
        parts = {name: files.joinpath(name).read_text("utf-8") for name in ("page.html", "page.css", "page.js")}
        page = parts["page.html"].replace("{nonce}", nonce).replace("{token}", self.token)
        page = page.replace("{style}", parts["page.css"]).replace("{script}", parts["page.js"])
        policy = (
            f"default-src 'none'; img-src blob:; connect-src 'self'; style-src 'nonce-{nonce}'; "
            f"script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", page.encode(), {"Content-Security-Policy": policy})

    def _json(self, data: Any, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(status, "application/json", json.dumps(data).encode())

    def _send(self, status: HTTPStatus, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        fixed = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **fixed, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Quiet: the page says what went wrong."""
