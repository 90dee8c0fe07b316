# shellcheck shell=bash
# Debian's packages, installed when a command is missing. Sourced by the scripts in bin/.

# from_debian COMMAND PACKAGE…: makes COMMAND available, or says exactly what to install.
from_debian() {
  local command=$1
  shift
  if command -v "$command" >/dev/null; then return; fi
  debian_packages "$command is missing" "$@"
}

# c_compiler: what compiles the C inside our dependencies.
c_compiler() {
  from_debian cc gcc libc6-dev
  from_debian make make
}

# debian_packages REASON PACKAGE…
debian_packages() {
  local reason=$1
  shift
  if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "$reason. Please install it and start again; on Debian: sudo apt-get install $*" >&2
    exit 1
  fi
  echo "$reason; installing from Debian: $*"
  # RUNLEVEL=1 keeps package scripts from starting services: we start our own, and end them.
  export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive
  # Lists that are already there save a minute; old ones are refreshed only when they lead nowhere.
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 || {
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  }
}
