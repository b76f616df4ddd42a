#!/usr/bin/env bash
# `make run` as the first command on a machine that has nothing yet: it has to serve the pages and
# all that these name. Leaves the server running: what runs this ends it (tools/try-bare.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly limit_s=1800
log=$(mktemp)

# A free port: other servers may use this machine's ports.
make run ARGS='--port 0' >"$log" 2>&1 &
make=$!
url=
while [[ -z $url ]]; do
  url=$(sed -n 's/.*\(http:\/\/localhost:[0-9]*\).*/\1/p' "$log" | head -1)
  if [[ -z $url ]] && { ! kill -0 "$make" 2>/dev/null || ((SECONDS > limit_s)); }; then
    tail -100 "$log"
    echo "first run: no server after $SECONDS s" >&2
    exit 1
  fi
  sleep 1
done
if grep -iE 'EBADENGINE|googletest|twilio' "$log"; then
  echo 'first run: "make run" installed what tests need, or what this Node is too old for' >&2
  exit 1
fi
echo "first run: served at $url after $SECONDS s"
grep -E 'newly installed|^After this|^Need to get' "$log" || true
# Not by its name: Node 18 asks ::1 alone where a machine has it.
node tests/bare/fetch_pages.mjs "${url/localhost/127.0.0.1}"
