"""The registry that plays Docker Hub: its settings, and a client that pushes into it."""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from studyguide.labs.engine.layers import digest
from studyguide.labs.engine.oci import Document
from studyguide.labs.engine.place import EngineError, Place

# The engine's registry listens in another network namespace; this one is only for pushing.
HOST = "127.0.0.1"


def settings(store: Path, address: str, level: str = "error") -> str:
    """Write the registry's settings."""
    return (
        f"version: 0.1\nlog: {{level: {level}, accesslog: {{disabled: true}}}}\n"
        f'storage: {{filesystem: {{rootdirectory: {store}}}}}\nhttp: {{addr: "{address}"}}\n'
    )


class Registry:
    """A registry that answers at an address."""

    def __init__(self, port: int) -> None:
        self.port = port

    def request(
        self, method: str, url: str, body: bytes | None = None, media_type: str = ""
    ) -> http.client.HTTPResponse:
        """Ask once, and read the answer to its end."""
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(HOST, self.port)
        path = parts.path + ("?" + parts.query if parts.query else "")
        connection.request(method, path, body, {"Content-Type": media_type} if media_type else {})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def put_blob(self, name: str, data: bytes) -> None:
        """Store content unless it is there."""
        api = f"/v2/library/{name}/blobs"
        if self.request("HEAD", f"{api}/{digest(data)}").status == 200:
            return
        place = self.request("POST", f"{api}/uploads/", b"").headers["Location"]
        answer = self.request(
            "PUT", f"{place}{'&' if '?' in place else '?'}digest={digest(data)}", data, "application/octet-stream"
        )
        if answer.status != 201:
            raise EngineError(f"{name}: the registry answered {answer.status} to a blob")

    def put_manifest(self, name: str, reference: str, document: Document) -> None:
        """Store a manifest or an index under a tag or its digest."""
        answer = self.request("PUT", f"/v2/library/{name}/manifests/{reference}", document.data, document.media_type)
        if answer.status != 201:
            raise EngineError(f"{name}:{reference}: the registry answered {answer.status} to a manifest")


@contextlib.contextmanager
def running(place: Place, build: Path, port: int) -> Iterator[Registry]:
    """Run a registry on the engine's store for as long as images are pushed."""
    file = build / "registry.yml"
    file.write_text(settings(place.store, f"{HOST}:{port}"))
    with (build / "registry.log").open("w") as log:
        process = subprocess.Popen([place.program("docker-registry"), "serve", file], stdout=log, stderr=log)
        registry = Registry(port)
        try:
            for _ in range(100):
                with contextlib.suppress(ConnectionRefusedError):
                    registry.request("GET", "/v2/")
                    break
                time.sleep(0.05)
            yield registry
        finally:
            process.terminate()
            process.wait()
