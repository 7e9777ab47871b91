"""Chromium as a reader runs it: told what to do in its tabs only.

Playwright attaches to service workers too, which keeps the browser from stopping them. How one release's worker
follows another's depends on that stop, so what happens at a release is tested here.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

ANSWER = 60.0
"""Seconds until a command must have its answer."""


class Tab:
    """One tab: it can go to an address, evaluate, and press keys."""

    def __init__(self, browser: PlainChromium, target: str, session: str) -> None:
        self.browser = browser
        self.target = target
        self.session = session

    def goto(self, address: str) -> None:
        """Go to an address and wait for the end of loading."""
        self.evaluate("window.before = true")
        self.browser.command("Page.navigate", {"url": address}, self.session)
        self.until("!window.before && document.readyState === 'complete'")

    def reload(self) -> None:
        """Load the page again and wait for its end."""
        self.goto(self.evaluate("location.href"))

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, awaited where it is a promise. Raises RuntimeError when it throws."""
        parameters = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self.browser.command("Runtime.evaluate", parameters, self.session)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description", "thrown"))
        return answer["result"].get("value")

    def until(self, condition: str, seconds: float = 30) -> None:
        """Wait until an expression is true; what is thrown between two pages counts as false."""
        end = time.monotonic() + seconds
        while True:
            try:
                if self.evaluate(f"Promise.resolve({condition}).then(Boolean)"):
                    return
            except RuntimeError:
                pass
            assert time.monotonic() < end, f"never came true: {condition}"
            time.sleep(0.05)

    def type(self, text: str) -> None:
        """Press one key after the other."""
        self.browser.command("Target.activateTarget", {"targetId": self.target})
        for letter in text:
            down = {"type": "keyDown", "key": letter, "text": letter}
            self.browser.command("Input.dispatchKeyEvent", down, self.session)
            self.browser.command("Input.dispatchKeyEvent", {"type": "keyUp", "key": letter}, self.session)

    def close(self) -> None:
        """Close the tab."""
        self.browser.command("Target.closeTarget", {"targetId": self.target})


class PlainChromium:
    """A running browser, reached through two pipes."""

    def __init__(self, commands: IO[bytes], answers: IO[bytes]) -> None:
        self.commands = commands
        self.answers = answers
        self.number = 0
        self.rest = b""

    def command(self, method: str, parameters: dict[str, Any], session: str = "") -> Any:
        """Send a command of the DevTools protocol; return its result. Raises RuntimeError when it is refused."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self.commands.write(json.dumps(message).encode() + b"\0")
        self.commands.flush()
        while True:
            answer = json.loads(self.read())
            if answer.get("id") == self.number:
                break
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        return answer["result"]

    def read(self) -> bytes:
        """The next message. Raises RuntimeError when none comes or the browser has ended."""
        while b"\0" not in self.rest:
            if not select.select([self.answers], [], [], ANSWER)[0]:
                raise RuntimeError(f"no answer within {ANSWER:.0f} s")
            letters = os.read(self.answers.fileno(), 1 << 16)
            if not letters:
                raise RuntimeError("the browser has ended")
            self.rest += letters
        message, _, self.rest = self.rest.partition(b"\0")
        return message

    def tab(self, address: str = "about:blank") -> Tab:
        """Open a tab; with an address, wait for the end of loading."""
        target = self.command("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.command("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        tab = Tab(self, target, session)
        if address != "about:blank":
            tab.goto(address)
        return tab


@contextmanager
def plain_chromium(program: str, arguments: Sequence[str] = ()) -> Iterator[PlainChromium]:
    """Run a browser with a profile of its own."""
    profile = tempfile.mkdtemp(prefix="plain-chromium-")
    their_commands, our_commands = os.pipe()
    our_answers, their_answers = os.pipe()
    # The browser reads its commands from file 3 and answers to file 4.
    start = f'exec 3<&{their_commands} 4>&{their_answers}; exec "$@"'
    options = ["--headless=new", "--remote-debugging-pipe", "--no-first-run", f"--user-data-dir={profile}", *arguments]
    process = subprocess.Popen(
        ["bash", "-c", start, "bash", program, *options],
        pass_fds=[their_commands, their_answers], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(their_commands)
    os.close(their_answers)
    try:
        with os.fdopen(our_commands, "wb") as commands, os.fdopen(our_answers, "rb", buffering=0) as answers:
            yield PlainChromium(commands, answers)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(profile, ignore_errors=True)
