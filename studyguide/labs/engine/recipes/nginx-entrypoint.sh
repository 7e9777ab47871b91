#!/bin/sh
# Stand-in for the official image's entrypoint: says what it says, runs what lies in /docker-entrypoint.d, then gives
# its place to the command.
set -e
say() { [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$0: $*"; }
steps=/docker-entrypoint.d
case "$1" in
  nginx | nginx-debug)
    if [ -z "$(ls "$steps" 2>/dev/null)" ]; then
      say "No files found in $steps/, skipping configuration"
    else
      say "$steps/ is not empty, will attempt to perform configuration"
      say "Looking for shell scripts in $steps/"
      for step in "$steps"/*; do
        case "$step" in
          *.envsh | *.sh)
            if [ ! -x "$step" ]; then
              say "Ignoring $step, not executable"
            elif [ "${step%.envsh}" != "$step" ]; then
              say "Sourcing $step"
              . "$step"
            else
              say "Launching $step"
              "$step"
            fi
            ;;
          *) say "Ignoring $step" ;;
        esac
      done
      say "Configuration complete; ready for start up"
    fi
    ;;
esac
exec "$@"
