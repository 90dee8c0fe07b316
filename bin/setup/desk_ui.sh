# shellcheck shell=bash
# The desk's screens, built for the program to serve. Sourced by bin/run and bin/test, after node.sh.

# desk_ui: builds desk-ui/dist, unless nothing changed since the last time.
desk_ui() {
  local page=desk-ui/dist/index.html newer
  if [[ -f $page ]]; then
    newer=$(find desk-ui/src desk-ui/public desk-ui/index.html desk-ui/vite.config.ts desk-ui/package-lock.json locales/desk \
      -newer "$page" -print -quit)
    if [[ -z $newer ]]; then return; fi
  fi
  node_20
  npm_packages desk-ui "the desk's screens"
  echo "Building the desk's screens (vite build)"
  npm run build --prefix desk-ui --silent -- --logLevel warn
}

# desk_ui_if_possible: the same for whoever only wants to look at the paper, which needs no Node.
desk_ui_if_possible() {
  if ! command -v npm >/dev/null && { [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; }; then
    echo "Node is missing, so the desk's screens are not built. The paper works; for the desk, install Node 20 and start again."
    return
  fi
  desk_ui
}

# desk_ui_tests: types, tests beside the files, and the weight of what a browser loads first.
desk_ui_tests() {
  desk_ui
  node_20
  npm_packages desk-ui "the desk's screens"
  npm run check --prefix desk-ui --silent
  npm test --prefix desk-ui --silent
  npm run weight --prefix desk-ui --silent
}
