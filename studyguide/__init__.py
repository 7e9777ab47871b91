"""Build tools of 도커 스터디 가이드: checked Markdown in, site and derived pages out."""
