#!/bin/sh
# Java and the JAXB runtime for the validators of PDF and EPUB, if this machine has none; status 77 where there is no apt.
set -eu
if command -v javac >/dev/null 2>&1 && [ -e /usr/share/java/jaxb-runtime.jar ]; then
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "javac와 JAXB가 없고 apt도 없어 PDF/UA와 EPUB을 검사할 수 없습니다." >&2
  exit 77 # skipped
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq >&2
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
  default-jdk-headless libjaxb-java libistack-commons-java libtxw2-java >&2
