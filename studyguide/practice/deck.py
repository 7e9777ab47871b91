"""The Anki deck and its text beside the PDFs, and the buttons that offer them.

The same commit gives the same bytes: whoever has the deck already can see that nothing is new.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import genanki

from studyguide.book.build import FOLDER
from studyguide.book.downloads import Offer, fill
from studyguide.generated.page import reviewed
from studyguide.lint.messages import say
from studyguide.practice.cards import Card, cards
from studyguide.practice.note_types import NAME, NOTE_TYPES, QUESTION
from studyguide.project import OX, Project
from studyguide.site_model import read_site

DECK_FILE, TEXT_FILE = "docker-study-guide.apkg", "docker-study-guide.tsv"
OFFERED_ON = ("", "practice/")
"""Pages with the buttons, where they are there."""
EPOCH = (1980, 1, 1, 0, 0, 0)
COLLECTION = "collection.anki2"
MADE_BY = slice(96, 100)
"""Where a SQLite file has the version of the library that wrote it last: it differs between computers."""
TEXT_FIELDS = QUESTION.fields[:3]
"""What the text has: question, 30초 답, keywords."""


def moment(project: Project) -> int:
    """When the content is from, in seconds: Anki takes a note over one that a reader has only if this is later.

    The day of a build would make every build another deck, the day of a review would hide two mends of one day.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        if not given.isdigit():
            raise ValueError(f"SOURCE_DATE_EPOCH: {say('epoch', value=given)}")
        return int(given)
    if git := shutil.which("git"):
        command = [git, "-C", str(project.root), "log", "-1", "--format=%ct"]
        asked = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (no input of others)
        if asked.returncode == 0 and asked.stdout.strip():
            return int(asked.stdout)
    day = reviewed(project.pages)  # sources without their history
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def description(rights: str, base: str) -> str:
    """What Anki shows of the deck."""
    home = f'<a href="{base}">{NAME}</a>' if base else NAME
    return (
        f"{home}의 질문과 답입니다. {rights}<br>새 파일을 다시 가져오면 학습 기록은 남고 답만 새로워집니다. "
        "직접 고친 카드는 바뀌지 않고, 가이드에서 없어진 질문의 카드는 그대로 남습니다."
    )


def package(made: Sequence[Card], about: str, when: int) -> bytes:
    """The deck as a file."""
    models = {kind: kind.model for kind in NOTE_TYPES}
    decks = {kind: genanki.Deck(kind.deck, kind.deck_name) for kind in NOTE_TYPES}
    decks[QUESTION].description = about
    for card in made:
        decks[card.kind].add_note(
            genanki.Note(models[card.kind], card.row, guid=card.guid, tags=list(card.tags), due=card.place)
        )
    raw = io.BytesIO()
    genanki.Package(list(decks.values())).write_to_file(raw, timestamp=when)
    return repack(raw.getvalue())


def repack(raw: bytes) -> bytes:
    """An archive without the time and the computer at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            content = bytearray(old.read(name))
            if name == COLLECTION:
                content[MADE_BY] = bytes(4)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, bytes(content), compresslevel=9)
    return out.getvalue()


def text(made: Sequence[Card]) -> str:
    """The questions as lines of tabs, for other programs and for Anki's import of text.

    Columns go to fields by their place: to the first ones of our note type, and else to front and back of any.
    """
    count = len(TEXT_FIELDS)
    head = [
        "#separator:tab", "#html:true", f"#notetype:{QUESTION.model.name}", f"#deck:{QUESTION.deck_name}",
        f"#guid column:{count + 1}", f"#tags column:{count + 2}",
    ]  # fmt: skip
    # A guid may begin with #, and a line that does is a comment: it does not stand first.
    rows = [[*card.row[:count], card.guid, " ".join(card.tags)] for card in made if card.kind is QUESTION]
    return "\n".join([*head, *("\t".join(re.sub(r"\s+", " ", cell) for cell in row) for row in rows)]) + "\n"


def write(project: Project, site: Path) -> dict[str, int]:
    """Write both files into `site/book/` and the buttons into the pages; returns how many cards each kind has."""
    base = project.site_url
    made = cards(read_site(project, site), project.value(OX) or (), base)
    files = {
        DECK_FILE: package(made, description(project.setting("copyright"), base), moment(project)),
        TEXT_FILE: text(made).encode(),
    }
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    offers = [
        Offer(f"{FOLDER}/{DECK_FILE}", "Anki 덱", files[DECK_FILE], holds=f"카드 {len(made):,}장"),
        Offer(f"{FOLDER}/{TEXT_FILE}", "질문 TSV", files[TEXT_FILE], holds="Anki와 다른 앱용"),
    ]
    for url in OFFERED_ON:
        page = site / url / "index.html"
        if page.is_file():
            page.write_text(fill(page.read_text(encoding="utf-8"), url, offers, behind=True), encoding="utf-8")
    return {kind.name: sum(card.kind is kind for card in made) for kind in NOTE_TYPES}
