#!/bin/sh
# Stand-in for the official image's entrypoint: a settings file or a command of the registry needs no program's name.
set -e
case "$1" in
  *.yml | *.yaml) set -- registry serve "$@" ;;
  serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
