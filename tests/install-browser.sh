#!/bin/sh
# The browser tests use the system's Chromium or Chrome; this installs one where there is none.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
[ -d "/Applications/Google Chrome.app" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
  sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  # On Ubuntu the package is only a pointer to a snap, which does not run everywhere.
  if ! grep -qi ubuntu /etc/os-release; then
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
    exit 0
  fi
fi
exec .venv/bin/python -m playwright install chromium
