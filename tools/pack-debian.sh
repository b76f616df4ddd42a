#!/usr/bin/env bash
# Makes the Debian package of the server: build/parley_VERSION_ARCHITECTURE.deb. Runs after the
# native build and the pages. The manual, completions and the configuration file are written by the
# program itself, so that they have every flag.
#
#   tools/pack-debian.sh
set -euo pipefail
cd "$(dirname "$0")/.."

readonly files=build/debian
# The same tree makes the same package: dates are those of the commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y package.json)}
export SOURCE_DATE_EPOCH

[[ -x build/parley && -s build/bundle/manifest.txt ]] ||
  { echo 'pack-debian: the server or its pages are not built: make build' >&2; exit 1; }

rm -rf "$files"
mkdir -p "$files"
build/parley reference conf >"$files/parley.conf"
build/parley reference bash >"$files/parley.bash"
build/parley reference zsh >"$files/_parley"
build/parley reference man | gzip -9n >"$files/parley.1.gz"
gzip -9n <tools/debian/changelog >"$files/changelog.gz"
for document in hosting operators access; do gzip -9n <"docs/$document.md" >"$files/$document.md.gz"; done
node tools/debian/write-copyright.mjs >"$files/copyright"

(umask 022 && cpack --config build/native/CPackConfig.cmake -B "$files/cpack" >"$files/cpack.log" 2>&1) ||
  { cat "$files/cpack.log" >&2; exit 1; }
package=$(find "$files/cpack" -maxdepth 1 -name 'parley_*.deb')
mv "$package" build/
echo "build/$(basename "$package")"
