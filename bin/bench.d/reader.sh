# shellcheck shell=bash
# Pages from memory against nginx serving the same bytes from files: same machine, same run, in turns.
# Sourced by bin/bench. Loopback only; each run of the load generator takes $SECONDS_EACH seconds.

SECONDS_EACH=${SECONDS_EACH:-8}
ROUNDS=${ROUNDS:-3}

reader_bench() {
  from_debian wrk wrk
  from_debian nginx nginx-light
  dpkg -s libnginx-mod-http-brotli-static >/dev/null 2>&1 ||
    debian_packages "nginx cannot send Brotli files yet" libnginx-mod-http-brotli-static

  echo "Building Masthead as it is measured: optimised, without the minutes of link-time optimisation"
  cargo build --profile bench --package masthead
  local masthead=${CARGO_TARGET_DIR:-target}/release/masthead
  local scratch table
  scratch=$(mktemp -d)
  chmod 755 "$scratch"
  table=$scratch/table
  # shellcheck disable=SC2064
  trap "reader_clean_up '$scratch'" EXIT

  "$masthead" demo --no-serve --dir "$scratch/paper" >/dev/null
  local port nginx_port article
  port=$(free_port 8600)
  nginx_port=$(free_port $((port + 1)))
  (cd "$scratch/paper" && exec "$masthead" serve --listen "127.0.0.1:$port" --set site.url=http://127.0.0.1:"$port" \
    --set log.level=warn >"$scratch/masthead.log" 2>&1) &
  reader_masthead=$!
  wait_for "http://127.0.0.1:$port/en/"
  article=$(longest_article "http://127.0.0.1:$port")
  # Read often enough to be packed as small as can be, as a popular page is.
  local each
  for each in "/en/" "$article"; do
    for _ in {1..40}; do
      curl -fsS -o /dev/null -H 'Accept-Encoding: br' "http://127.0.0.1:$port$each"
      curl -fsS -o /dev/null -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port$each"
    done
  done
  sleep 2
  start_nginx "$scratch" "$nginx_port" "http://127.0.0.1:$port" "$article"

  printf '| page | encoding | connections | requests/s | × nginx | CPU per request, µs | × nginx | p50, ms | p99, ms | nginx p99 |\n' >"$table"
  printf '|---|---|---|---|---|---|---|---|---|---|\n' >>"$table"
  local page encoding connections
  for page in article front; do
    for encoding in gzip br; do
      for connections in 32 256; do
        compare "$scratch" "$page" "$encoding" "$connections" "$port" "$nginx_port" "$article" | tee -a "$table"
      done
    done
  done

  kill "$reader_masthead" "$reader_nginx"
  wait "$reader_masthead" "$reader_nginx" || true
  reader_masthead='' reader_nginx=''

  # Three nodes share a private PostgreSQL.
  chmod 711 "$scratch"
  start_postgres "$scratch/postgres"
  ulimit -n 65536 2>/dev/null || echo "Fewer than 65536 open files are allowed here, so fewer connections are tried." >&2
  cargo bench --package masthead --bench reader | grep '^|\|^$\|^only' | tee "$scratch/load"
  stop_postgres

  {
    printf '`bin/bench reader`, %s rounds of %s s each in turns, medians; %s, wrk on the same two cores, log and counters on.\n\n' \
      "$ROUNDS" "$SECONDS_EACH" "$(date +%F)"
    cat "$table"
    printf '\nReads of %s pages a second while an article gets a new text each second, and connections that wait:\n\n' 2,000
    cat "$scratch/load"
  } >"$scratch/section"
  put_section reader "$scratch/section"
  echo
  cat "$scratch/section"
}

reader_clean_up() {
  local pid
  for pid in ${reader_masthead:-} ${reader_nginx:-}; do
    kill "$pid" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  rm -rf "$1"
}

wait_for() {
  local _
  for _ in {1..200}; do
    if curl -fsS -o /dev/null "$1" 2>/dev/null; then return; fi
    sleep 0.1
  done
  echo "$1 does not answer." >&2
  exit 1
}

# The path of the longest of the newest English articles.
longest_article() {
  local path size best=0 chosen=
  for path in $(curl -fsS "$1/en/feed.xml" | grep -o '<link>[^<]*/en/post/[^<]*</link>' | sed 's/<[^>]*>//g; s#^https\?://[^/]*##'); do
    size=$(curl -fsS -o /dev/null -w '%{size_download}' "$1$path")
    if ((size > best)); then best=$size chosen=$path; fi
  done
  echo "$chosen"
}

# start_nginx SCRATCH PORT URL ARTICLE: serves the very bytes and headers that Masthead sends, from files.
start_nginx() {
  local scratch=$1 port=$2 url=$3 article=$4 page path
  mkdir -p "$scratch/www" "$scratch/nginx"
  for page in article front; do
    path=$article
    [[ $page == front ]] && path=/en/
    curl -fsS -o "$scratch/www/$page.html" "$url$path"
    curl -fsS -H 'Accept-Encoding: gzip' -o "$scratch/www/$page.html.gz" "$url$path"
    curl -fsS -H 'Accept-Encoding: br' -o "$scratch/www/$page.html.br" "$url$path"
  done
  curl -fsS -o /dev/null -D - "$url$article" | tr -d '\r' |
    grep -iE '^(cache-control|content-security-policy|x-content-type-options|referrer-policy|cross-origin-opener-policy|permissions-policy):' |
    while IFS= read -r line; do
      printf '    add_header %s "%s";\n' "${line%%:*}" "${line#*: }"
    done >"$scratch/nginx/headers"
  chmod -R a+rX "$scratch/www"
  cat >"$scratch/nginx/nginx.conf" <<CONF
load_module modules/ngx_http_brotli_static_module.so;
daemon off;
pid $scratch/nginx/pid;
error_log $scratch/nginx/error.log warn;
worker_processes 2;
worker_rlimit_nofile 65536;
events { worker_connections 16384; }
http {
  default_type "text/html; charset=utf-8";
  access_log off;
  sendfile on;
  tcp_nodelay on;
  keepalive_requests 100000000;
  open_file_cache max=1000 inactive=1h;
  gzip_static on;
  brotli_static on;
  gzip_vary on;
  server {
    listen 127.0.0.1:$port reuseport;
    root $scratch/www;
$(cat "$scratch/nginx/headers")
  }
}
CONF
  nginx -c "$scratch/nginx/nginx.conf" -p "$scratch/nginx" &
  reader_nginx=$!
  wait_for "http://127.0.0.1:$port/article.html"
}

# cpu_ticks PID: what a process and its children have used, in hundredths of a second.
cpu_ticks() {
  local pid total=0 fields
  for pid in "$1" $(pgrep -P "$1" || true); do
    # The name may have spaces; what counts stands behind its bracket.
    fields=$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null) || continue
    # shellcheck disable=SC2086
    set -- $fields
    total=$((total + ${12} + ${13}))
  done
  echo "$total"
}

# load PID URL ENCODING CONNECTIONS: prints requests/s, µs of CPU per request, p50 and p99 in ms, errors.
load() {
  local pid=$1 url=$2 encoding=$3 connections=$4 before after
  before=$(cpu_ticks "$pid")
  wrk -t1 -c"$connections" -d"${SECONDS_EACH}s" --latency -H "Accept-Encoding: $encoding" "$url" >"$scratch/wrk"
  after=$(cpu_ticks "$pid")
  awk -v ticks=$((after - before)) '
    function ms(text) { if (text ~ /us$/) return text / 1000; if (text ~ /ms$/) return text + 0; return text * 1000 }
    $1 == "50%" { p50 = ms($2) }
    $1 == "99%" { p99 = ms($2) }
    /requests in/ { requests = $1 }
    /Requests\/sec/ { rate = $2 }
    /Socket errors/ { errors = $0 }
    /Non-2xx/ { errors = errors " " $0 }
    END { printf "%.0f %.2f %.2f %.2f %s\n", rate, ticks * 10000 / requests, p50, p99, errors == "" ? "-" : errors }
  ' "$scratch/wrk"
}

# compare SCRATCH PAGE ENCODING CONNECTIONS PORT NGINX_PORT ARTICLE: a line of the table.
compare() {
  local scratch=$1 page=$2 encoding=$3 connections=$4 port=$5 nginx_port=$6 path=$7 round
  [[ $page == front ]] && path=/en/
  : >"$scratch/ours"
  : >"$scratch/theirs"
  for ((round = 0; round < ROUNDS; round++)); do
    load "$reader_nginx" "http://127.0.0.1:$nginx_port/$page.html" "$encoding" "$connections" >>"$scratch/theirs"
    load "$reader_masthead" "http://127.0.0.1:$port$path" "$encoding" "$connections" >>"$scratch/ours"
  done
  if grep -qv ' -$' "$scratch/ours"; then
    echo "Some requests failed: $(cat "$scratch/ours")" >&2
  fi
  awk -v page="$page" -v encoding="$encoding" -v connections="$connections" '
    function median(values, count,   i, j, swap) {
      for (i = 1; i <= count; i++) for (j = i + 1; j <= count; j++)
        if (values[j] < values[i]) { swap = values[i]; values[i] = values[j]; values[j] = swap }
      return values[int((count + 1) / 2)]
    }
    FNR == 1 { file++ }
    { n[file] = FNR; for (f = 1; f <= 4; f++) v[file, f, FNR] = $f }
    function m(file, field,   i, a) { for (i = 1; i <= n[file]; i++) a[i] = v[file, field, i]; return median(a, n[file]) }
    END {
      printf "| %s | %s | %s | %.0f | %.2f | %.1f | %.2f | %.2f | %.2f | %.2f |\n", page, encoding, connections,
        m(1, 1), m(1, 1) / m(2, 1), m(1, 2), m(1, 2) / m(2, 2), m(1, 3), m(1, 4), m(2, 4)
    }
  ' "$scratch/ours" "$scratch/theirs"
}
