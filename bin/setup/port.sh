# shellcheck shell=bash
# Ports on this machine. Sourced by the scripts in bin/.

# free_port FROM: prints the first port from FROM on which nobody listens.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    port=$((port + 1))
  done
  echo "$port"
}
