#!/usr/bin/env bash
# `make package` as the first command on a machine that has nothing yet, and what lintian says of the
# package that it makes.
set -euo pipefail
cd "$(dirname "$0")/../.."

fail() { echo "make package: $*" >&2; exit 1; }

make package || fail 'it failed'
echo "make package: done after $SECONDS s"
packages=(build/parley_*.deb)
[[ ${#packages[@]} == 1 && -s ${packages[0]} ]] || fail "expected one package, found ${packages[*]}"
ls build/parley-video-*.tgz >/dev/null || fail 'the npm package is missing'

readonly package=${packages[0]}
dpkg-deb --info "$package"
contents=$(dpkg-deb --contents "$package")
echo "$contents"
for path in usr/bin/parley usr/lib/systemd/system/parley.service usr/share/parley/parley.conf usr/share/man/man1/parley.1.gz \
  usr/share/bash-completion/completions/parley usr/share/zsh/vendor-completions/_parley; do
  grep -qE "[ /]$path\$" <<<"$contents" || fail "it does not contain $path"
done

apt-get install -q -y --no-install-recommends lintian >/dev/null
lintian --fail-on error "$package" || fail 'lintian found errors'
echo "make package: $(stat -c %s "$package") bytes, lintian found no errors"
