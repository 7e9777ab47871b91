"""The settings that the theme's scripts read from a page: our search worker, and our words."""

from __future__ import annotations

import json
import re
from html import unescape

CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)
WORKER = "assets/javascripts/search-ko.js"
WORDS = {
    "search.result.more.one": "이 페이지에서 1개 더 보기",
    "search.result.more.other": "이 페이지에서 #개 더 보기",
    "search.result.term.missing": "없는 말",
}


def with_search(html: str, name: str = "site") -> str:
    """Put our worker and words into a page's settings, once or again. Raises ValueError where there are none.

    The theme's own worker stays under another name, so that a test notices a release that calls it otherwise.

    >>> page = '<script id="__config" type="application/json">{"base": "..", "search": "../old.js"}</script>'
    >>> with_search(page) == with_search(with_search(page))
    True
    >>> json.loads(CONFIG.search(with_search(page))[2])["search"]
    '../assets/javascripts/search-ko.js'
    """
    match = CONFIG.search(html)
    if match is None:
        raise ValueError(
            f"{name}: 테마의 스크립트 설정(`__config`)이 페이지에 없습니다. overrides/와 테마의 버전을 확인하세요"
        )
    config = json.loads(unescape(match[2]))
    if "search_stock" not in config:
        config["search_stock"] = config.get("search")
    base = config["base"].rstrip("/")
    config["search"] = f"{base}/{WORKER}"
    config["translations"] = config.get("translations", {}) | WORDS
    text = json.dumps(config, ensure_ascii=False).replace("<", r"\u003c")
    return html[: match.start(2)] + text + html[match.end(2) :]
