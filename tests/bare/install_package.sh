#!/usr/bin/env bash
# The package, and nothing else, on a bare machine: installed, started as its unit has it, upgraded,
# set up, removed and purged. Nothing here is systemd's own doing, which does not run in a chroot.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly unit_file=/usr/lib/systemd/system/parley.service
readonly configuration=/etc/parley/parley.conf key=/var/lib/parley/resume.key
# What `systemd-analyze security` may say at most, of 10: below 2 is its "OK".
readonly most_exposure=20
log=$(mktemp)
service=

fail() { echo "install: $*" >&2; cat "$log" >&2; exit 1; }
say() { echo "install: $*"; }
expect() { [[ $2 == "$3" ]] || fail "$1: expected \"$3\", found \"$2\""; }
rights() { stat -c '%a %U:%G' "$1"; }
install_package() { DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" </dev/null; }

# The values of a setting of the unit, one a line.
unit() { sed -n "s/^$1=//p" "$unit_file"; }

# The unit's limit, or what this machine allows if that is less.
descriptors() {
  local most
  most=$(ulimit -H -n)
  if [[ $most != unlimited ]] && ((most < $(unit LimitNOFILE))); then echo "$most"; else unit LimitNOFILE; fi
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n' "$2" >&3 && cat <&3) 2>/dev/null || true; }

# With the user, environment, limit, rights and command line of the unit.
start_service() {
  local port=$1 environment begun
  mapfile -t environment < <(unit Environment)
  install -d -m "$(unit StateDirectoryMode)" -o "$(unit User)" -g "$(unit Group)" "/var/lib/$(unit StateDirectory)"
  begun=$(date +%s%N)
  # shellcheck disable=SC2046  # the command line is several words
  (cd / && umask "$(unit UMask)" && exec prlimit --nofile="$(descriptors)" \
    setpriv --reuid "$(unit User)" --regid "$(unit Group)" --init-groups --no-new-privs --bounding-set=-all \
    env -i PATH=/usr/bin:/bin "${environment[@]}" $(unit ExecStart)) >"$log" 2>&1 &
  service=$!
  until [[ $(answers "$port" /healthz) == *ok* ]]; do
    kill -0 "$service" 2>/dev/null || fail "it ended: $(tail -3 "$log")"
    (($(date +%s%N) - begun < 30000000000)) || fail 'it does not answer'
  done
  say "answers after $((($(date +%s%N) - begun) / 1000000)) ms"
}

stop_service() {
  local status=0
  kill "$service"
  wait "$service" || status=$?
  expect 'exit status' "$status" 0
}

# The same package with a higher version, and a line more in its configuration file.
newer_package() {
  local folder
  folder=$(mktemp -d)
  dpkg-deb --raw-extract "$1" "$folder"
  sed -i 's/^Version: .*/&.1/' "$folder/DEBIAN/control"
  echo '#a-new-setting = 1' >>"$folder/usr/share/parley/parley.conf"
  dpkg-deb --build --root-owner-group "$folder" /var/tmp/newer.deb >/dev/null
  rm -rf "$folder"
}

packages=(/var/tmp/parley_*.deb)
[[ ${#packages[@]} == 1 && -f ${packages[0]} ]] || fail "expected one package, found ${packages[*]}"
apt-get update -q >/dev/null
begun=$SECONDS
install_package "${packages[0]}"
say "installed after $((SECONDS - begun)) s; $(dpkg-query -W -f='${Installed-Size}' parley) KB of its own"
expect 'state' "$(dpkg-query -W -f='${db:Status-Status}' parley)" installed
expect 'rights of /etc/parley' "$(rights /etc/parley)" '750 root:parley'
expect 'rights of the configuration' "$(rights $configuration)" '640 root:parley'
expect 'shell of the user' "$(getent passwd parley | cut -d: -f7)" /usr/sbin/nologin
[[ -L /etc/systemd/system/multi-user.target.wants/parley.service ]] || fail 'the service is not enabled'

start_service 8080
expect 'rights of the key' "$(rights $key)" '600 parley:parley'
expect 'descriptors' "$(awk '/Max open files/ { print $4 }' "/proc/$service/limits")" "$(descriptors)"
install_package nodejs >/dev/null
node tests/bare/fetch_pages.mjs http://127.0.0.1:8080
stop_service

say 'the unit, as systemd sees it'
install_package systemd >/dev/null
systemd-analyze verify --man=no "$unit_file" || fail 'systemd-analyze verify'
systemd-analyze security --offline=true --threshold="$most_exposure" "$unit_file" | tail -2 ||
  fail "systemd-analyze security: more than $most_exposure of 100"

say 'the configuration is that of the file'
sed -i 's/^#port = .*/port = 8090/' "$configuration"
start_service 8090
stop_service
parley setup meet.example.org --yes | tee "$log"
grep -q '^public-origin = https://meet.example.org$' "$configuration" || fail 'setup wrote no origin'
expect 'rights after setup' "$(rights $configuration)" '640 root:parley'
[[ $(parley setup meet.example.org --yes) == 'Nothing to do'* ]] || fail 'a second setup has something to do'
start_service 8090
stop_service

say 'an upgrade keeps configuration and key'
before=$(sha256sum "$configuration" "$key")
newer_package "${packages[0]}"
install_package /var/tmp/newer.deb
[[ $(dpkg-query -W -f='${Version}' parley) == *.1 ]] || fail 'the package was not upgraded'
expect 'files' "$(sha256sum "$configuration" "$key")" "$before"
start_service 8090
stop_service

say 'removing keeps both; purging leaves the user alone'
echo keep >/etc/parley/api-keys
apt-get remove -q -y parley >/dev/null
[[ ! -e /usr/bin/parley && ! -e $unit_file ]] || fail 'the program or its unit is left'
expect 'files' "$(sha256sum "$configuration" "$key")" "$before"
apt-get purge -q -y parley >/dev/null
[[ ! -e $configuration && ! -e $key ]] || fail 'configuration or key are left'
expect "the operator's own file" "$(cat /etc/parley/api-keys)" keep
rm -r /etc/parley
left=$(find / -xdev -name '*parley*' -not -path '/parley*' -not -path '/var/tmp/*' -not -path '/var/cache/*' -not -path '/proc/*')
expect 'files that are left' "$left" ''
getent passwd parley >/dev/null || fail 'the user is gone, and its number free for others'
say 'good'
