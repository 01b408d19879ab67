"""A host for a built site on the loopback that compresses as real ones do and knows what it has sent."""

from __future__ import annotations

import gzip
import mimetypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

COMPRESSED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


class Sent(NamedTuple):
    """One answer: what was asked for, its type, its size on the way and unpacked."""

    path: str
    status: int
    type: str
    wire: int
    raw: int

    @property
    def kind(self) -> str:
        kinds = {"text/html": "document", "text/css": "stylesheet", "text/javascript": "script"}
        return kinds.get(self.type) or (
            self.type.split("/")[0] if self.type.startswith(("image/", "font/")) else "other"
        )


class Host(ThreadingHTTPServer):
    """Serves a folder and lists what it sent."""

    daemon_threads = True
    request_queue_size = 64  # a browser asks for everything at once

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder.resolve()
        self.sent: list[Sent] = []
        self.url = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a visitor who left before the answer was complete."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def hosting(folder: Path) -> Iterator[Host]:
    """Serve `folder` until the block ends."""
    with Host(folder) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        yield host
        host.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server: Host
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._file(path)
        status, file = (200, file) if file else (404, self.server.folder / "404.html")
        raw = file.read_bytes() if file.is_file() else b""
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        packed = kind.startswith(COMPRESSED)
        body = gzip.compress(raw, 6, mtime=0) if packed else raw
        self.server.sent.append(Sent(path, status, kind, len(body), len(raw)))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if packed else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")  # that of GitHub Pages: what is asked for twice comes once
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def _file(self, path: str) -> Path | None:
        file = (self.server.folder / path.lstrip("/")).resolve()
        file = file / "index.html" if file.is_dir() else file
        return file if file.is_file() and file.is_relative_to(self.server.folder) else None

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: what was sent stands in the list."""
