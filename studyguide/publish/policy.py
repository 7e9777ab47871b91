"""The Content-Security-Policy of a page: nothing from elsewhere, no inline script but the page's own."""

from __future__ import annotations

import base64
import hashlib
import re

from selectolax.lexbor import LexborHTMLParser

from studyguide.project import INLINE_SCRIPTS

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
SCOPE = re.compile(r'__md_scope=new URL\("[\w./-]*",location\)')
FORBIDDEN = {"iframe", "object", "embed", "base", "frame"}
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


class PolicyError(ValueError):
    """A page with something in it that a browser would run and that nobody has allowed."""


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


def refused(html: str) -> list[str]:
    """Name what a page may not hold: handlers, addresses that are scripts, frames. SVG is no exception.

    >>> refused('<svg onload="x()"><a xlink:href=" javascript:y()"/></svg><iframe src="z"></iframe>')
    ['<svg onload>', '<a xlink:href="javascript:">', '<iframe>']
    """
    found = []
    root = LexborHTMLParser(html).root
    for node in root.traverse() if root else ():
        if node.tag in FORBIDDEN:
            found.append(f"<{node.tag}>")
        for name, value in node.attributes.items():
            if name.lower().startswith("on"):
                found.append(f"<{node.tag} {name}>")
            elif re.match(r"[\x00-\x20]*javascript:", value or "", re.IGNORECASE):
                found.append(f'<{node.tag} {name}="javascript:">')
    return found


def known_form(script: str) -> str:
    """Return a script as the record knows it: the theme writes the way to the site's root into one of its own."""
    return SCOPE.sub('__md_scope=new URL("",location)', script)


def read_allowed(text: str) -> set[str]:
    """Read the record of inline scripts: a hash and a note on each line."""
    return {f"'{line.split()[0]}'" for line in text.splitlines() if line.startswith("sha256-")}


def content_security_policy(html: str, page: str, allowed: set[str]) -> str:
    """Return the policy for a page. Raises PolicyError for what the record does not know.

    >>> content_security_policy("<script>alert(1)</script>", "a.html", set())
    Traceback (most recent call last):
    studyguide.publish.policy.PolicyError: a.html: 모르는 스크립트가 있습니다: alert(1)
    페이지에는 <script>를 쓸 수 없습니다. 틀(overrides/)을 고쳤다면 이 줄을 records/inline-scripts.txt에 더하세요:
    sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=
    """
    if forbidden := refused(html):
        raise PolicyError(f"{page}: 쓸 수 없는 것이 있습니다: {', '.join(dict.fromkeys(forbidden))}")
    scripts = list(dict.fromkeys(inline_scripts(html)))
    for script in scripts:
        if (known := source_hash(known_form(script))) not in allowed:
            raise PolicyError(
                f"{page}: 모르는 스크립트가 있습니다: {script.strip()[:60]}\n"
                "페이지에는 <script>를 쓸 수 없습니다. "
                f"틀(overrides/)을 고쳤다면 이 줄을 {INLINE_SCRIPTS}에 더하세요:\n{known[1:-1]}"
            )
    values = DIRECTIVES | {"script-src": " ".join([DIRECTIVES["script-src"], *map(source_hash, scripts)])}
    return "; ".join(f"{name} {value}" for name, value in values.items())


def add_policy(html: str, page: str, allowed: set[str]) -> str:
    """Put a page's policy before anything that it is about. Raises PolicyError."""
    head, charset, rest = html.partition('<meta charset="utf-8">')
    if not charset:
        raise PolicyError(f'{page}: <meta charset="utf-8">이 없어 보안 정책을 넣을 위치가 없습니다')
    policy = content_security_policy(html, page, allowed)
    return f'{head}{charset}<meta http-equiv="Content-Security-Policy" content="{policy}">{rest}'
