#!/usr/bin/env bash
# Fuzzes each target for FUZZ_SECONDS (60), as many at a time as there are cores, from its corpus in
# the tree on. What is new is kept in build/fuzz/corpus; what fails is put there too.
#
#   FUZZ_SECONDS=600 tests/fuzz/run.sh [TARGET…]
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${FUZZ_SECONDS:-60}
targets=("$@")
((${#targets[@]})) || targets=(messages room_name frames http rest server token session_token janus hub room)

fuzz() {
  local target=$1 folder=build/fuzz/corpus/$1 log=build/fuzz/$1.log edges
  mkdir -p "$folder"
  if ! "build/fuzz/tests/fuzz/${target}_fuzz" -max_total_time="$seconds" -max_len=8192 \
    -print_final_stats=1 -artifact_prefix="$folder/found-" "$folder" \
    "tests/fuzz/corpus/$target" >"$log" 2>&1; then
    tail -40 "$log"
    echo "$target: failed; the input lies in $folder and belongs into tests/fuzz/corpus/$target"
    # The machine may be gone before anybody looks.
    for found in "$folder"/found-*; do echo "$(basename "$found"), base64: $(base64 -w0 "$found")"; done
    return 1
  fi
  stat() { sed -n "s/^stat::$1: *//p" "$log"; }
  edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -1)
  printf '%-14s %12s %10s %10s %10s\n' "$target" "$(stat number_of_executed_units)" \
    "$(stat average_exec_per_sec)" "$edges" "$(find "$folder" -type f | wc -l)"
}

printf '%-14s %12s %10s %10s %10s\n' target executions per-second edges corpus
failed=build/fuzz/failed
rm -f "$failed"
for target in "${targets[@]}"; do
  (fuzz "$target" || echo "$target" >>"$failed") &
  (($(jobs -rp | wc -l) < $(nproc))) || wait -n
done
wait
[[ ! -e $failed ]]
