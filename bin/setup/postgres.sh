# shellcheck shell=bash
# A private PostgreSQL for the tests: its own folder, its own port, gone afterwards. Sourced by bin/test.

# start_postgres FOLDER: starts a cluster in FOLDER and exports MASTHEAD_TEST_POSTGRES.
start_postgres() {
  local folder=$1 port
  postgres_bin=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -1)
  if [[ -z $postgres_bin ]] && command -v initdb >/dev/null; then postgres_bin=$(command -v initdb); fi
  if [[ -z $postgres_bin ]]; then
    debian_packages "PostgreSQL is missing" postgresql
    postgres_bin=$(find /usr/lib/postgresql -path '*/bin/initdb' | sort -V | tail -1)
  fi
  postgres_bin=$(dirname "$postgres_bin")
  postgres_data=$folder/data
  port=$(free_port 54320)

  # PostgreSQL refuses to run as root, and the account comes with Debian's package.
  as_postgres=()
  mkdir -p "$folder"
  if [[ $EUID -eq 0 ]]; then
    as_postgres=(runuser -u postgres --)
    chown postgres "$folder"
  fi
  # A test cluster may forget everything at a power cut, so nothing waits for the disk.
  (
    cd "$folder" || exit 1
    "${as_postgres[@]}" "$postgres_bin/initdb" -D "$postgres_data" -A trust -U masthead --no-sync \
      -E UTF8 --locale-provider=icu --icu-locale=und --locale=C.UTF-8 >initdb.log 2>&1 ||
      { cat initdb.log >&2; exit 1; }
    "${as_postgres[@]}" "$postgres_bin/pg_ctl" -D "$postgres_data" -w -l "$postgres_data/server.log" \
      -o "-k $folder -p $port -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
      start >/dev/null || { cat "$postgres_data/server.log" >&2; exit 1; }
  )
  export MASTHEAD_TEST_POSTGRES=postgres://masthead@127.0.0.1:$port/postgres
  echo "PostgreSQL for the tests: $MASTHEAD_TEST_POSTGRES"
}

stop_postgres() {
  if [[ -n ${postgres_data:-} && -f $postgres_data/postmaster.pid ]]; then
    (cd / && "${as_postgres[@]}" "$postgres_bin/pg_ctl" -D "$postgres_data" -m immediate stop >/dev/null) || true
  fi
}
