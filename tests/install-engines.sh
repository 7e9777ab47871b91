#!/bin/sh
# Firefox and two WebKits for tests/test_engines.py, from Debian's packages; elsewhere those tests say what is missing.
set -eu
if ! command -v apt-get >/dev/null 2>&1 || ! grep -q '^ID=debian' /etc/os-release; then
  echo "데비안이 아니어서 건너뜁니다: Firefox와 WebKit(tests/test_engines.py). 있는 엔진만 실행합니다."
  exit 0
fi
command -v firefox-esr >/dev/null && command -v WebKitWebDriver >/dev/null && command -v WPEWebDriver >/dev/null && command -v Xvfb >/dev/null && exit 0
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends \
  firefox-esr webkit2gtk-driver xvfb wpewebkit-driver libwpewebkit-1.1-0 >/dev/null || echo "tests/test_engines.py: an engine is missing"
