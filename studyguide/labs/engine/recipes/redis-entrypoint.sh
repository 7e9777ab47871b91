#!/bin/sh
# Stand-in for the official image's entrypoint: an option or a *.conf file starts the server, root becomes redis, new
# files are the service's alone. The official server takes connections from other containers; Debian's is told to.
set -e
case "${1:-}" in -* | *.conf) set -- redis-server "$@" ;; esac
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  find . ! -user redis -exec chown redis {} +
  exec setpriv --reuid=redis --regid=redis --clear-groups -- "$0" "$@"
fi
[ "$(umask)" != 0022 ] || umask 0077
if [ "$1" = redis-server ]; then
  echo "Starting Redis Server"
  set -- "$@" --protected-mode no
fi
exec "$@"
