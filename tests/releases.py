"""Releases of the site and a server that fails in the ways networks do: for the tests of the service worker."""

from __future__ import annotations

import hashlib
import http.server
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from studyguide.publish.offline import write_service_worker

HASH = re.compile(r"\.[0-9a-f]{8}(\.(?:min\.)?(?:css|js))$")


def release(site: Path, target: Path, changed: tuple[str, ...], edit: dict[str, str] | None = None) -> Path:
    """A copy of the site with other contents, and so other names, in the files whose names begin with `changed`.

    `edit`: page → text that is put before the end of its article.
    """
    shutil.copytree(site, target, copy_function=os.link)
    renamed: dict[str, str] = {}
    for path in sorted(target.rglob("*")):
        if path.is_file() and path.name.startswith(changed) and HASH.search(path.name):
            content = path.read_bytes() + f"\n/* {target.name} */\n".encode()
            new = HASH.sub(rf".{hashlib.sha256(content).hexdigest()[:8]}\1", path.name)
            path.unlink()
            path.with_name(new).write_bytes(content)
            renamed[path.name] = new
    for path in target.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for old, new in renamed.items():
            text = text.replace(old, new)
        page = path.parent.relative_to(target).as_posix()
        text = text.replace("</article>", (edit or {}).get(page, "") + "</article>")
        path.unlink()
        path.write_text(text, encoding="utf-8")
    (target / "sw.js").unlink()
    write_service_worker(target)
    return target


@dataclass
class Network:
    """What a server serves and how: `trouble` says of a path what goes wrong with it."""

    folders: dict[str, Path]
    """Path of a guide («/guide/») → its files."""
    trouble: Callable[[str], str] = lambda path: ""
    """"" | "down" (no answer) | "slow" | "error" (503) | "portal" (another page) | "cut" (half of it) | "missing"."""
    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Paths that were answered with 404."""
    delay: float = 7.0
    address: str = ""

    def file(self, path: str) -> Path | None:
        for scope, folder in self.folders.items():
            if path.startswith(scope):
                found = folder / path.removeprefix(scope)
                return found / "index.html" if path.endswith("/") else found
        return None


KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}


class Handler(http.server.BaseHTTPRequestHandler):
    network: Network
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        trouble = self.network.trouble(path)
        self.network.asked.append(path)
        if trouble == "down":
            self.close_connection = True
            self.connection.close()
            return
        if trouble == "slow":
            time.sleep(self.network.delay)
        file = self.network.file(path)
        if file is not None and file.is_dir():
            self.send_response(301)
            self.send_header("Location", path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status, body, ending = 200, b"", ".html"
        if trouble == "error":
            status, body = 503, b"<html lang=en><p>out of order"
        elif trouble == "portal":
            body = b"<html lang=en><p>please log in"
        elif file is None or not file.is_file() or trouble == "missing":
            status, body = 404, b"<html lang=en><h1>not here</h1>"
            self.network.failed.append(path)
        else:
            body, ending = file.read_bytes(), file.suffix
        self.send_response(status)
        self.send_header("Content-Type", KINDS.get(ending, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")  # what the worker has not kept is really not there
        self.end_headers()
        if trouble == "cut":
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
            return
        with suppress(OSError):  # a page that was closed meanwhile
            self.wfile.write(body)


@contextmanager
def serve(folders: dict[str, Path]) -> Iterator[Network]:
    network = Network(folders)
    handler = type("Bound", (Handler,), {"network": network})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        network.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield network
        server.shutdown()
