"""Short code stays on one line, long code may break."""

import markdown


def test_only_short_inline_code_is_kept_together() -> None:
    html = markdown.markdown(
        "`--ipv6` 그리고 `docker run --rm -it busybox:1.37 sh`\n\n    긴 코드 블록\n",
        extensions=["studyguide.source.typography"],
    )
    assert '<code class="nowrap">--ipv6</code>' in html
    assert "<code>docker run --rm -it busybox:1.37 sh</code>" in html
    assert "<pre><code>" in html
