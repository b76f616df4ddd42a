#!/usr/bin/env bash
# Installs what the named targets need and this machine lacks: Debian packages, then npm packages.
# Asks nothing, and returns at once where everything is there.
#
#   tools/setup.sh run|build|test|check|bench|fuzz…
set -euo pipefail
cd "$(dirname "$0")/.."

# package  targets that need it  why
packages=$(cat <<'END'
  g++                 run,test,check,bench  compiles the server
  cmake               run,test,check,bench  configures the build
  ninja-build         run,test,check,bench  runs the build
  libcivetweb-dev     run,test,check,bench  HTTP server
  libwslay-dev        run,test,check,bench  WebSocket framing
  libcli11-dev        run,test,check,bench  command-line flags
  nlohmann-json3-dev  run,test,check,bench  JSON
  libutf8proc-dev     run,test,check,bench  Unicode's tables, for names that look alike
  wrk                 bench                 load on the server's HTTP side
  libspdlog-dev       run,test,check,bench  log
  prometheus-cpp-dev  run,test,check,bench  metrics
  libssl-dev          run,test,check,bench  random numbers and hashes
  emscripten          run,test,check,bench  compiles the client to WebAssembly
  node-acorn          run,test,check,bench  parses JavaScript for Emscripten
  googletest          test,check,fuzz       unit tests
  chromium            test,bench            browser tests
  firefox-esr         test                  browser tests
  coturn              test                  calls over a TURN server
  fonts-dejavu-core   test,bench            text in the browsers
  nginx-light         test,bench            a host of static files, for the bundle
  caddy               test                  a reverse proxy with https
  python3-fastapi     bench                 the first seed's server, to compare with
  python3-uvicorn     bench                 runs the first seed's server
  python3-websockets  bench                 WebSockets for uvicorn
  clang-format        check                 checks the layout of the C++
  clang-tidy          check                 checks the C++ for mistakes
  clang               fuzz                  compiles the fuzz targets
  libclang-rt-dev     fuzz                  libFuzzer and the sanitizers of clang
END
)
readonly packages

say() { printf 'setup: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

usable_node() {
  command -v npm >/dev/null &&
    node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null
}

# "package why" of everything the targets need, one to a line.
needed_packages() {
  local package targets why target
  while read -r package targets why; do
    for target in "$@"; do
      [[ -n $package && ,$targets, == *",$target,"* ]] && echo "$package $why" && break
    done
  done <<<"$packages"
  usable_node || printf '%s\n' 'nodejs runs the build of the pages' 'npm installs npm packages'
}

is_installed() {
  [[ $'\n'$installed == *$'\n'"$1 installed"* ]]
}

install_debian_packages() {
  local needed installed package why missing=() as_root=()
  needed=$(needed_packages "$@")
  # shellcheck disable=SC2046,SC2086  # one word for each package is what is meant
  installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' \
    $(cut -d' ' -f1 <<<"$needed") 2>/dev/null || true)
  while read -r package why; do
    is_installed "$package" && continue
    say "needs the Debian package $package: $why"
    missing+=("$package")
  done <<<"$needed"
  ((${#missing[@]})) || return 0

  if ((EUID)); then
    command -v sudo >/dev/null ||
      fail "these packages must be installed as root, and there is no sudo: ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing ${#missing[@]} Debian packages and what they depend on"
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}"
}

install_npm_packages() {
  # The lock file that node_modules was made from, kept in it: they come and go together.
  local made_from=node_modules/.made-from-package-lock.json
  cmp -s package-lock.json "$made_from" && return
  say 'installing the npm packages of package-lock.json: page library, bundler, type checker'
  npm ci --no-progress
  cp package-lock.json "$made_from"
}

targets=()
for target in "$@"; do
  case $target in
    build) targets+=(run) ;;
    fuzz) targets+=(run fuzz) ;;
    run | test | check | bench) targets+=("$target") ;;
    *) fail "no target is called \"$target\"; there are run, build, test, check, bench, fuzz" ;;
  esac
done
((${#targets[@]})) || fail 'which targets? run, build, test, check, bench, fuzz'
command -v apt-get >/dev/null ||
  fail 'this machine has no apt-get; install the packages listed in tools/setup.sh by hand'

install_debian_packages "${targets[@]}"
install_npm_packages
