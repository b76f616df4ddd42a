#!/usr/bin/env bash
# Makes the Debian package on a bare machine, where `make package` is the first command, and installs
# that file alone on another: it has to serve, be upgraded, be set up, and go without a trace.
# Debian 12 unless SUITE names another, such as trixie.
#
#   tools/try-package.sh DIRECTORY
#
# DIRECTORY gets a folder for each machine, which tools/try-bare.sh makes. Ends with 77 where this
# machine cannot make any.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly directory=${1:?which directory are the bare machines to be in?}
readonly builder=$directory/builder installed=$directory/installed

mkdir -p "$directory"
tools/try-bare.sh "$builder" tests/bare/make_package.sh
tools/try-bare.sh "$installed" true
rm -f "$installed"/var/tmp/parley_*.deb
cp "$builder"/parley/build/parley_*.deb "$installed/var/tmp/"
tools/try-bare.sh "$installed" tests/bare/install_package.sh
