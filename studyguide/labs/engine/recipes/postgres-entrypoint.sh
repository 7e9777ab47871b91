#!/bin/bash
# Stand-in for the official image's entrypoint, with what labs see of it: POSTGRES_PASSWORD, _USER, _DB and
# _INITDB_ARGS, each also as *_FILE; _HOST_AUTH_METHOD; and /docker-entrypoint-initdb.d. All of them are used only
# while the data directory is empty.
set -e
case "${1:-}" in -*) set -- postgres "$@" ;; esac
[ "${1:-}" = postgres ] || exec "$@"
for word; do
  case "$word" in --help | -\? | --version | -V | --describe-config) exec "$@" ;; esac
done

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chown -R postgres:postgres "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  exec gosu postgres "$0" "$@"
fi

# A value, or the content of the file that NAME_FILE names.
from_file() {
  local file=${1}_FILE
  if [ -n "${!1:-}" ] && [ -n "${!file:-}" ]; then
    echo "error: both $1 and $file are set (but are exclusive)" >&2
    exit 1
  fi
  if [ -n "${!file:-}" ]; then
    printf -v "$1" %s "$(< "${!file}")"
  else
    printf -v "$1" %s "${!1:-${2:-}}"
  fi
  export "${1?}"
  unset "$file"
}
from_file POSTGRES_PASSWORD
from_file POSTGRES_USER postgres
from_file POSTGRES_DB "$POSTGRES_USER"
from_file POSTGRES_INITDB_ARGS

if [ -s "$PGDATA/PG_VERSION" ]; then
  printf '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n'
  exec "$@"
fi
if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
  cat >&2 <<'E2'
Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
E2
  exit 1
fi
if [ "$POSTGRES_HOST_AUTH_METHOD" = trust ]; then
  line=$(printf '*%.0s' $(seq 80))
  printf '%s\n%s\n%s\n' "$line" \
    'WARNING: POSTGRES_HOST_AUTH_METHOD has been set to "trust". Anyone who reaches the port needs no password.' \
    "$line" >&2
fi
eval "initdb --username=\"\$POSTGRES_USER\" --pwfile=<(printf '%s\n' \"\$POSTGRES_PASSWORD\") $POSTGRES_INITDB_ARGS"
printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"
# No network during the set-up: clients then see either no database or a ready one.
export PGPASSWORD=${PGPASSWORD:-$POSTGRES_PASSWORD}
PGUSER=$POSTGRES_USER pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p ${PGPORT:-5432}" -w start
sql() { psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-password --no-psqlrc "$@"; }
[ "$POSTGRES_DB" = postgres ] || sql -d postgres -c "CREATE DATABASE \"$POSTGRES_DB\""
printf '\n'
for file in /docker-entrypoint-initdb.d/*; do
  case "$file" in
    *.sh)
      if [ -x "$file" ]; then
        printf '%s: running %s\n' "$0" "$file"
        "$file"
      else
        printf '%s: sourcing %s\n' "$0" "$file"
        . "$file"
      fi
      ;;
    # One after the other, not with &&, which would hide a failing script from `set -e`: it ends the set-up.
    *.sql) printf '%s: running %s\n' "$0" "$file"; sql -d "$POSTGRES_DB" -f "$file"; printf '\n' ;;
    *.sql.gz) printf '%s: running %s\n' "$0" "$file"; gunzip -c "$file" | sql -d "$POSTGRES_DB"; printf '\n' ;;
    *) [ ! -e "$file" ] || printf '%s: ignoring %s\n' "$0" "$file" ;;
  esac
done
PGUSER=$POSTGRES_USER pg_ctl -D "$PGDATA" -m fast -w stop
unset PGPASSWORD
printf '\nPostgreSQL init process complete; ready for start up.\n\n'
exec "$@"
