"""The line that tells readers where the outputs of a page come from, put into the section of its first lab.

Made from the record, in Markdown, before anything else reads the page: it needs no template, no hook and no
knowledge of files from whoever converts the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from studyguide.labs import blocks, transcript
from studyguide.labs.record import Run, sentence
from studyguide.project import read_cached

FRONT_MATTER = re.compile(r"\A---\n.*?^(?:---|\.\.\.)\s*\n", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"\s*(`{3,}|~{3,})")
HEADING = re.compile(r"#{2,3} ")
PLAIN = re.compile(r"[^\s#<>/|`~!:*+\-\d]|`[^`]")
"""How a line of a paragraph begins: with no mark of Markdown's."""
SHELL = "명령은 bash나 zsh에서 실행합니다(윈도우에서는 WSL 터미널)."
CLASS = "lab-origin"


def body_of(path: Path) -> str:
    """Read a page without its front matter."""
    return FRONT_MATTER.sub("", path.read_text(encoding="utf-8")).strip()


def page_of(body: str, docs: Path) -> str | None:
    """Find the page with this text by name; None for a page that was generated."""
    for path in sorted(docs.glob("*.md")):
        if read_cached(body_of, path) == body:
            return path.stem
    return None


def heading_above(lines: Sequence[str], first: int) -> int:
    """Find the heading of the section that line `first` is in; -1 where there is none."""
    fence, found = "", -1
    for at, line in enumerate(lines[:first]):
        if mark := FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence and HEADING.match(line):
            found = at
    return found


def place(lines: Sequence[str], first: int) -> int:
    """Choose the line before which the note goes, for a lab in line `first`.

    That is after the first paragraph of its section, which says what one needs, or right below the heading.
    """
    below = heading_above(lines, first) + 1
    start = next((at for at in range(below, first) if lines[at].strip()), first)
    end = next((at for at in range(start, first) if not lines[at].strip()), first)
    return end if start < end < first and PLAIN.match(lines[start]) else below


def uses_compose(labs: Sequence[blocks.Lab]) -> bool:
    """Tell whether the labs of a page call Compose."""
    commands = (command.text for lab in labs if not lab.file for command in transcript.parse(lab.source))
    return any("docker compose" in text for text in commands)


def insert(lines: list[str], runs: Mapping[str, Run], docs: Path, others: Mapping[str, str] | None = None) -> list[str]:
    """Put the note into the lines of a page; unchanged where the page has no lab or nothing is recorded.

    `others` are the pages that show another engine's output somewhere, and that engine's version.
    """
    text = "\n".join(lines)
    if "```console" not in text:
        return lines
    page = page_of(text.strip(), docs) or ""
    run = runs.get(page)
    if run is None:
        return lines
    labs = blocks.find(text)
    first = next(lab.line - 1 for lab in labs if not lab.file)
    said = sentence(run, uses_compose(labs), (others or {}).get(page, ""))
    # A page whose commands want one shell says so itself.
    shell = "" if "bash" in "\n".join(lines[:first]) else f" {SHELL}"
    note = f'<p class="{CLASS}">{html.escape(said)}{shell}</p>'
    at = place(lines, first)
    return [*lines[:at], "", note, "", *lines[at:]]
