#!/usr/bin/env bash
# Installs what the named targets need and this machine lacks: Debian packages, then npm packages.
# Asks nothing, and returns at once where everything is there. Known to work on Debian 12 and 13.
#
#   tools/setup.sh TARGET…
#
#   run     build/parley and the pages, nothing for tests; also for build and dev
#   package  with run: what makes a Debian package of them
#   test    every test, with the browsers
#   sim     the simulation, also for explore and mutations: no Emscripten, no npm
#   replay  a log played once more under Node: no npm
#   bundlers  with test: what the npm package is tried with, in a folder of its own, for it is large
#   vendor   with test: what the vendor's suites need besides themselves, in a folder of its own
#   check, bench, fuzz
#
# A ? behind a package: what needs it does without where Debian has none, as Debian 13 has no janus.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly known='run package test bundlers vendor sim replay check bench fuzz'

# package  targets that need it  why
packages=$(cat <<'END'
  g++                 run,test,check,bench,sim,fuzz         compiles the server
  cmake               run,test,check,bench,sim,fuzz,replay  configures the build
  ninja-build         run,test,check,bench,sim,fuzz,replay  runs the build
  nlohmann-json3-dev  run,test,check,bench,sim,fuzz,replay  JSON
  libcivetweb-dev     run,test,check,bench,sim,fuzz         HTTP server
  libcli11-dev        run,test,check,bench,sim,fuzz         command-line flags
  libspdlog-dev       run,test,check,bench,sim,fuzz         log
  prometheus-cpp-dev  run,test,check,bench,sim,fuzz         metrics
  libssl-dev          run,test,check,bench,sim,fuzz         random numbers, hashes, TLS for parley doctor
  libcurl4-openssl-dev run,test,check,bench,sim,fuzz        HTTP requests: callbacks, parley rooms and doctor
  libutf8proc-dev     run,test,check,bench,sim,fuzz         Unicode's tables, for names that look alike
  libhiredis-dev      run,test,check,bench,sim,fuzz         speaks to Redis, where several servers share rooms
  redis-server        test,bench          several servers that share rooms
  libwslay-dev        run,test,check,bench,sim,fuzz         WebSockets to Janus, the SFU
  emscripten          run,test,check,bench,replay           compiles the client to WebAssembly
  node-acorn          run,test,check,bench,replay           parses JavaScript for Emscripten
  binaryen            run,test,check,bench                  makes the WebAssembly smaller
  nodejs              run,test,check,bench,sim,replay,bundlers,vendor  runs the build of the pages
  npm                 run,test,check,bench,bundlers,vendor  installs npm packages
  dpkg-dev            package             finds out what the package depends on
  file                package             tells programs from other files, for the same
  googletest          test                unit tests
  chromium            test,bench          browser tests
  firefox-esr         test                browser tests
  coturn              test                calls over a TURN server
  janus?              test,bench          rooms over an SFU
  fonts-dejavu-core   test,bench          text in the browsers
  iproute2            test                a narrow line for a call
  nginx-light         test,bench          a host of static files, for the bundle
  caddy               test                a reverse proxy with https
  haproxy             test                a load balancer before several servers
  wrk                 bench               load on the server's HTTP side
  python3-fastapi     bench               the first seed's server, to compare with
  python3-uvicorn     bench               runs the first seed's server
  python3-websockets  bench               WebSockets for uvicorn
  clang-format        check               checks the layout of the C++
  clang-tidy          check               checks the C++ for mistakes
  clang               fuzz                compiles the fuzz targets
  libclang-rt-dev     fuzz                libFuzzer and the sanitizers of clang
END
)
readonly packages

say() { printf 'setup: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

# Node and npm need not be Debian's.
is_here_otherwise() {
  case $1 in
    nodejs) node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null ;;
    npm) command -v npm >/dev/null ;;
    *) return 1 ;;
  esac
}

# Whether any of the targets named behind the list is one of the list's, which has commas.
one_of() {
  local list=$1 target
  shift
  for target in "$@"; do
    [[ ,$list, == *",$target,"* ]] && return
  done
  return 1
}

# "package why" of everything the targets need, one to a line.
needed_packages() {
  local package targets why
  while read -r package targets why; do
    if one_of "$targets" "$@" && ! is_here_otherwise "$package"; then
      echo "$package $why"
    fi
  done <<<"$packages"
}

is_installed() {
  [[ $'\n'$installed == *$'\n'"$1 installed"* ]]
}

# Whether Debian has it, as far as this machine knows.
is_available() {
  [[ $(apt-cache policy "$1" 2>/dev/null) == *'Candidate: '[0-9]* ]]
}

install_debian_packages() {
  local needed installed package why missing=() optional=() as_root=()
  needed=$(needed_packages "$@")
  # shellcheck disable=SC2046,SC2086  # one word for each package is what is meant
  installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' \
    $(cut -d' ' -f1 <<<"$needed" | tr -d '?') 2>/dev/null || true)
  while read -r package why; do
    is_installed "${package%'?'}" && continue
    if [[ $package == *'?' ]]; then
      optional+=("${package%'?'}")
      continue
    fi
    say "needs the Debian package $package: $why"
    missing+=("$package")
  done <<<"$needed"
  if ((${#missing[@]} == 0)); then
    for package in "${optional[@]}"; do
      is_available "$package" && missing+=("$package")
    done
    optional=()
  fi
  ((${#missing[@]})) || return 0

  if ((EUID)); then
    command -v sudo >/dev/null ||
      fail "these packages must be installed as root, and there is no sudo: ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing ${#missing[@]} Debian packages and what they depend on"
  "${as_root[@]}" apt-get update -q
  for package in "${optional[@]}"; do
    is_available "$package" && missing+=("$package")
  done
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# What the pages are built with, or with "all" what tests and benchmarks need, too.
install_npm_packages() {
  # The lock file that node_modules was made from, and whether all of it is there: kept in it, so
  # that they come and go together.
  local made_from=node_modules/.made-from-package-lock.json all=node_modules/.all-of-it
  if cmp -s package-lock.json "$made_from"; then
    [[ $1 == pages || -e $all ]] && return
  fi
  if [[ $1 == all || -e $all ]]; then
    say 'installing the npm packages that the pages are built with, and those of the tests'
    npm ci --no-progress
    touch "$all"
  else
    say 'installing the npm packages that the pages are built with'
    npm ci --no-progress --omit=dev
  fi
  cp package-lock.json "$made_from"
}

# The npm packages of a folder of tests, and what they are.
install_in() {
  local folder=$1 what=$2
  local made_from=$folder/node_modules/.made-from-package-lock.json
  cmp -s "$folder/package-lock.json" "$made_from" && return
  say "installing $what"
  (cd "$folder" && npm ci --no-progress)
  cp "$folder/package-lock.json" "$made_from"
}

(($#)) || fail "which targets? ${known// /, }"
for target in "$@"; do
  [[ " $known " == *" $target "* ]] || fail "no target is called \"$target\"; there are ${known// /, }"
done
command -v apt-get >/dev/null ||
  fail 'this machine has no apt-get; install the packages listed in tools/setup.sh by hand'

install_debian_packages "$@"
if one_of test,check,bench "$@"; then
  install_npm_packages all
elif one_of run "$@"; then
  install_npm_packages pages
fi
if one_of bundlers "$@"; then
  install_in tests/bundlers 'the bundlers that the npm package is tried with'
fi
if one_of vendor "$@"; then
  install_in tests/vendor "what the vendor's suites need"
fi
