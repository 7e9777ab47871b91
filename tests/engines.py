"""Firefox (Marionette over TCP) and WebKit (W3C WebDriver over HTTP), without drivers from a package index."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
ENTER = "\ue007"
ANSWER = 120
"""Seconds until a browser must have answered."""


def end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that was told to end; end it the hard way when it does not."""
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Engine:
    """What the smoke test needs of a browser."""

    def get(self, url: str) -> None:
        raise NotImplementedError

    def js(self, script: str, *arguments: object) -> Any:
        raise NotImplementedError

    def actions(self, actions: list[dict[str, Any]]) -> None:
        raise NotImplementedError

    def quit(self) -> None:
        raise NotImplementedError

    def type(self, text: str) -> None:
        strokes = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self.actions([{"type": "key", "id": "keys", "actions": strokes}])

    def loaded(self, url: str) -> None:
        """Wait for a page: on a busy machine a driver may answer while the page still comes."""
        self.until(f"document.readyState === 'complete' && new URL({json.dumps(url)}).pathname === location.pathname")

    def until(self, expression: str, seconds: float = 20) -> Any:
        """The value of an expression as soon as it is true, or what it is at the end."""
        until = time.monotonic() + seconds
        while not (value := self.js(f"return {expression}")) and time.monotonic() < until:
            time.sleep(0.05)
        return value


class Firefox(Engine):
    program = "firefox-esr"

    def __init__(self) -> None:
        self.profile = tempfile.mkdtemp(prefix="engine-")
        port = free_port()
        preferences = {
            "marionette.port": port,
            "datareporting.policy.dataSubmissionEnabled": False,
            "browser.aboutwelcome.enabled": False,
            "termsofuse.bypassNotification": True,
            "app.update.disabledForTesting": True,
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
        }
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
        Path(self.profile, "user.js").write_text("".join(lines), encoding="utf-8")
        command = [self.program, "--headless", "--marionette", "--no-remote", "--profile", self.profile]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while True:
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=ANSWER)
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        self.file = self.socket.makefile("rb")
        self.read()
        self.number = 0
        self.command("WebDriver:NewSession", {})

    def read(self) -> Any:
        size = b""
        while (letter := self.file.read(1)) != b":":
            if not letter:
                raise RuntimeError("the browser has ended")
            size += letter
        return json.loads(self.file.read(int(size)))

    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        self.number += 1
        data = json.dumps([0, self.number, name, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, value = self.read()
        if error:
            raise RuntimeError(error)
        return value

    def get(self, url: str) -> None:
        self.command("WebDriver:Navigate", {"url": url})
        self.loaded(url)

    def js(self, script: str, *arguments: object) -> Any:
        return self.command("WebDriver:ExecuteScript", {"script": script, "args": list(arguments), "sandbox": None})[
            "value"
        ]

    def actions(self, actions: list[dict[str, Any]]) -> None:
        self.command("WebDriver:PerformActions", {"actions": actions})

    def pdf(self) -> bytes:
        """The page as the browser prints it."""
        return base64.b64decode(self.command("WebDriver:Print", {})["value"])

    def quit(self) -> None:
        self.process.terminate()
        end(self.process)
        shutil.rmtree(self.profile, ignore_errors=True)


class WebKitGtk(Engine):
    program = "WebKitWebDriver"
    browser = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
    options = "webkitgtk:browserOptions"
    arguments: tuple[str, ...] = ("--automation",)

    def __init__(self) -> None:
        self.screen: subprocess.Popen[bytes] | None = None
        environment = dict(os.environ)
        if self.options.startswith("webkitgtk"):
            reader, writer = os.pipe()
            self.screen = subprocess.Popen(
                ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
                pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            os.close(writer)
            with os.fdopen(reader) as display:
                environment["DISPLAY"] = ":" + display.readline().strip()
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [self.program, f"--port={port}"], env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 30
        while True:
            try:
                urllib.request.urlopen(self.base + "/status", timeout=5).read()  # noqa: S310 (our own driver)
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        wanted = {self.options: {"binary": self.browser, "args": list(self.arguments)}}
        self.session = self.http("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def http(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"content-type": "application/json"}, method=method)  # noqa: S310
        try:
            return json.load(urllib.request.urlopen(request, timeout=ANSWER))["value"]  # noqa: S310
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()[:300]) from error

    def get(self, url: str) -> None:
        self.http("POST", f"/session/{self.session}/url", {"url": url})
        self.loaded(url)

    def js(self, script: str, *arguments: object) -> Any:
        return self.http("POST", f"/session/{self.session}/execute/sync", {"script": script, "args": list(arguments)})

    def actions(self, actions: list[dict[str, Any]]) -> None:
        self.http("POST", f"/session/{self.session}/actions", {"actions": actions})

    def quit(self) -> None:
        with suppress(RuntimeError, OSError):
            self.http("DELETE", f"/session/{self.session}")
        # The browser too, which WPE's driver leaves behind.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        end(self.process)
        if self.screen:
            self.screen.terminate()
            end(self.screen)


class Wpe(WebKitGtk):
    """An old WebKit (2.38, like Safari 16.0), without a screen."""

    program = "WPEWebDriver"
    browser = "/usr/lib/x86_64-linux-gnu/wpe-webkit-1.1/MiniBrowser"
    options = "wpe:browserOptions"
    arguments = ("--automation", "--headless")


ENGINES: dict[str, type[Firefox | WebKitGtk]] = {"firefox": Firefox, "webkitgtk": WebKitGtk, "wpe": Wpe}
