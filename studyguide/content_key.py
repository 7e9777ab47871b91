"""A name for content: what was made of the same content before need not be made again."""

from __future__ import annotations

import hashlib


def key(*parts: bytes | str) -> str:
    """A hash of parts, each with its length: no two lists of parts have the same.

    >>> key("ab", "c") == key("a", "bc"), key("a", b"b") == key("a", "b")
    (False, True)
    """
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
