#!/bin/bash
# Stand-in for the official image's entrypoint, with what labs see of it:
# POSTGRES_PASSWORD, _USER, _DB, _HOST_AUTH_METHOD, and /docker-entrypoint-initdb.d,
# all of them used only while the data directory is empty.
set -e
case "${1:-}" in -*) set -- postgres "$@" ;; esac
[ "${1:-}" = postgres ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chown -R postgres:postgres "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  exec gosu postgres "$0" "$@"
fi

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
user=${POSTGRES_USER:-postgres}
db=${POSTGRES_DB:-$user}
if [ -n "$POSTGRES_PASSWORD" ]; then
  initdb -U "$user" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") -D "$PGDATA"
else
  initdb -U "$user" -D "$PGDATA"
fi
printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"
# No network during the set-up: clients then see either no database or a ready one.
pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
[ "$db" = postgres ] || psql -U "$user" -d postgres -qc "CREATE DATABASE \"$db\""
for file in /docker-entrypoint-initdb.d/*; do
  case "$file" in
    *.sql) printf '\n%s: running %s\n' "$0" "$file"; psql -v ON_ERROR_STOP=1 -U "$user" -d "$db" --no-psqlrc -f "$file" ;;
    *.sh) printf '\n%s: running %s\n' "$0" "$file"; . "$file" ;;
  esac
done
pg_ctl -D "$PGDATA" -m fast -w stop
printf '\nPostgreSQL init process complete; ready for start up.\n\n'
exec "$@"
