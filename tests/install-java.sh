#!/bin/sh
# Java and the JAXB runtime for the validators of PDF and EPUB, if this machine has none.
set -eu
if command -v javac >/dev/null 2>&1 && [ -e /usr/share/java/jaxb-runtime.jar ]; then
  exit 0
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq >&2
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
  default-jdk-headless libjaxb-java libistack-commons-java libtxw2-java >&2
