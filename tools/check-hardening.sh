#!/usr/bin/env bash
# Looks whether a program is hardened as tools/cmake/ParleyHardening.cmake has it.
#
#   tools/check-hardening.sh [PROGRAM]    build/parley by default
set -euo pipefail
cd "$(dirname "$0")/.."

readonly program=${1:-build/parley}
[[ -r $program ]] || { echo "hardening: there is no $program: make build" >&2; exit 1; }

header=$(readelf --wide --file-header "$program")
segments=$(readelf --wide --program-headers "$program")
dynamic=$(readelf --wide --dynamic "$program")
symbols=$(readelf --wide --dyn-syms "$program")

lacks=0
# WHAT TEXT PATTERN: the pattern must be in the text.
need() {
  grep -Eq "$3" <<<"$2" && return
  echo "hardening: $program: $1" >&2
  lacks=$((lacks + 1))
}

need 'not position-independent (PIE)' "$header" '^ *Type: +DYN '
need 'tables of the linker stay writable (no RELRO)' "$segments" '^ *GNU_RELRO '
need 'functions are bound when first called (no BIND_NOW)' "$dynamic" '\(FLAGS\).*BIND_NOW|\(FLAGS_1\).*NOW'
need 'the stack is executable' "$segments" '^ *GNU_STACK .* RW +0x'
need 'no stack protector' "$symbols" ' __stack_chk_fail(@|$)'
need 'no fortified functions' "$symbols" ' __[a-z]+_chk(@|$)'

((lacks == 0))
