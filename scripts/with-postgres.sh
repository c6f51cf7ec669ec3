#!/bin/sh
# Runs a command with DATABASE_URL naming a PostgreSQL of its own, which is made for it and thrown away afterwards.
# Without PostgreSQL on the machine it says so and does nothing, except in CI, where that is an error.
set -eu

programs=$(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] || programs=$(dirname "$(command -v initdb || echo none/none)")
if [ ! -x "$programs/initdb" ]; then
    echo "No PostgreSQL here (Debian: apt install postgresql): its tests are left out." >&2
    [ "${CI:-}" = true ] && exit 1
    exit 0
fi

place=$(mktemp -d "${TMPDIR:-/tmp}/ingrain-pg-XXXXXX")
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$place"
    chmod 755 "$place"
    as() { su postgres -s /bin/sh -c "$1"; }
else
    as() { sh -c "$1"; }
fi

end() {
    as "'$programs/pg_ctl' -D '$place/data' -m immediate stop" >/dev/null 2>&1 || true
    rm -rf "$place"
}
trap end EXIT
trap 'exit 130' INT TERM

as "'$programs/initdb' -D '$place/data' -U ingrain -A trust --no-sync -E UTF8" >/dev/null
as "'$programs/pg_ctl' -D '$place/data' -w -l '$place/log' \
    -o \"-k '$place' -c listen_addresses='' -c fsync=off -c max_connections=50\" start" >/dev/null
socket=$(printf %s "$place" | sed 's:/:%2F:g')
DATABASE_URL="postgres://ingrain@$socket/postgres" "$@"
