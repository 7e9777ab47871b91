"""The Content-Security-Policy of a page: nothing from elsewhere, no inline script but the page's own."""

from __future__ import annotations

import base64
import hashlib
import re

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def inline_scripts(html: str) -> list[str]:
    """The inline scripts that a browser would run: neither files nor data blocks."""
    return [match["body"] for match in SCRIPT.finditer(html) if not re.search(r"\b(src|type)\s*=", match["attributes"])]


def source_hash(script: str) -> str:
    """The CSP hash source of an inline script.

    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def content_security_policy(html: str) -> str:
    """The policy for this page, with the hash of each of its inline scripts."""
    hashes = [source_hash(script) for script in dict.fromkeys(inline_scripts(html))]
    values = DIRECTIVES | {"script-src": " ".join([DIRECTIVES["script-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in values.items())


def add_policy(html: str) -> str:
    """The page with its policy, before anything that the policy is about. Raises ValueError without a charset."""
    head, charset, rest = html.partition('<meta charset="utf-8">')
    if not charset:
        raise ValueError('no <meta charset="utf-8"> to put the policy after')
    return f'{head}{charset}<meta http-equiv="Content-Security-Policy" content="{content_security_policy(html)}">{rest}'
