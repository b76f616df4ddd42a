#!/usr/bin/env bash
# What can be said about the code without running it. Goes through all checks and fails at the end.
set -uo pipefail
cd "$(dirname "$0")/.."

failures=0
check() {
  local what=$1
  shift
  if "$@"; then
    echo "check: $what: good"
  else
    echo "check: $what: FAILED"
    failures=$((failures + 1))
  fi
}

cpp_layout() {
  git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format --dry-run -Werror
}

# The files of the native build, as they are compiled; written ones lie in build/.
cpp_lint() {
  local jobs
  jobs=$(nproc)
  sed -n 's/^ *"file": "\(.*\.cpp\)",*$/\1/p' build/native/compile_commands.json | grep -v /build/ |
    xargs -n 1 -P "$jobs" clang-tidy -p build/native --quiet \
      --extra-arg=-Wno-unknown-warning-option 2> >(grep -v 'warnings generated' >&2)
}

types() {
  # Not by node_modules/.bin, where an older compiler, which only tests use, has the same name.
  node node_modules/typescript/bin/tsc -p .
}

# A layer's headers are found by the layers that name it in CMakeLists.txt, and only so.
includes() {
  ! git grep -nE '^ *#include "\.\./' -- '*.cpp' '*.h'
}

# The brackets keep this file from finding itself.
own_machine() {
  ! git grep -nIE 'registry[.]npm|deb[.]debian[.]|/work[/]main|/root[/]' &&
    # A folder below the root could be any machine's, and part of any path.
    { [[ $PWD != /*/* ]] || ! git grep -nIF "$PWD/"; }
}

no_build_output() {
  local output
  output=$(git ls-files build dist node_modules '*.wasm' '*.o')
  [[ -z $output ]] || { echo "$output" && return 1; }
}

check 'layout of the C++ (clang-format)' cpp_layout
check 'types of the JavaScript (tsc)' types
check 'no include climbs out of its layer' includes
check 'no address or path of one machine' own_machine
check 'no build output in the repository' no_build_output
check 'rules that make mutations takes out are there' node tests/simulation/mutations.mjs --find
check 'size of the client' node tools/check-size.mjs
check 'hardening of the server' tools/check-hardening.sh
check 'lint of the C++ (clang-tidy)' cpp_lint

((failures == 0)) || { echo "check: $failures failed" >&2 && exit 1; }
