#!/bin/sh
# The Korean tests look words up in hunspell's Korean dictionary; this installs both where apt is.
# Elsewhere those tests are skipped and say so.
set -eu
if command -v hunspell >/dev/null 2>&1 && hunspell -D </dev/null 2>&1 | grep -q '/ko'; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "apt가 없어 건너뜁니다: 한국어 맞춤법(tests/test_korean.py). hunspell과 한국어 사전이 있으면 실행합니다."
  exit 0
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends hunspell hunspell-ko >/dev/null
