#!/bin/sh
# Stand-in for the official image's entrypoint: run as redis, take connections
# from other containers, let the command start with an option or a *.conf file.
set -e
case "${1:-}" in -* | *.conf) set -- redis-server "$@" ;; esac
[ "$1" = redis-server ] && set -- "$@" --protected-mode no
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  chown -R redis:redis .
  exec setpriv --reuid=redis --regid=redis --clear-groups "$@"
fi
exec "$@"
