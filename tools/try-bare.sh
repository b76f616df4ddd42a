#!/usr/bin/env bash
# Runs a command in the committed tree on a bare Debian (minbase with git, make and sudo), and times
# it. Debian 12 unless SUITE names another, such as trixie.
#
#   tools/try-bare.sh DIRECTORY [COMMAND…]      by default: make build, twice
#
# DIRECTORY becomes the machine if there is nothing yet, and is left as it is at the end. A bare
# machine is kept in /var/cache/parley, or in the folder BARE_CACHE, to begin the next from. Ends
# with 77 where this machine cannot make one: that needs root, debootstrap and mounts.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly cannot=77
suite=${SUITE:-bookworm}
root=${1:?which directory is the bare machine to be in?}
shift
base=${BARE_CACHE:-/var/cache/parley}/bare-$suite.tar

cannot() { echo "try-bare: cannot make a bare machine: $*" >&2; exit "$cannot"; }

# Where this machine's Debian packages come from: the suites themselves, or their security updates.
mirror() {
  # shellcheck disable=SC2016  # apt's variables, not the shell's
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(CODENAME)' 'Created-By: Packages' |
    awk -v wanted="$1" '$1 ~ /debian(-security)?\/?$/ && ($1 ~ /security/) == (wanted == "security") {
      print $1; exit }'
}

# How the bare machine reaches its packages is how this one does.
name_sources() {
  local security
  security=$(mirror security)
  {
    echo "deb $1 $suite main"
    echo "deb $1 $suite-updates main"
    [[ -z $security ]] || echo "deb $security $suite-security main"
  } >"$2/etc/apt/sources.list"
  apt-config dump | grep -E '^Acquire::(https?|Check-)' >"$2/etc/apt/apt.conf.d/99-as-its-maker" || true
  cp -r /etc/ssl/certs/. "$2/etc/ssl/certs/"
}

make_base() {
  local new=$base.new source
  if ! command -v debootstrap >/dev/null; then
    { apt-get update -q && apt-get install -q -y --no-install-recommends debootstrap; } >/dev/null 2>&1 ||
      cannot 'there is no debootstrap, and it cannot be installed'
  fi
  source=$(mirror main)
  [[ -n $source ]] || { apt-get update -q >/dev/null && source=$(mirror main); }
  [[ -n $source ]] || cannot 'apt-get knows no source of Debian packages'
  mkdir -p "$(dirname "$base")" && making=$(mktemp -d "${base%.tar}.XXXXXX")
  debootstrap --variant=minbase --include=git,make,sudo,ca-certificates "$suite" "$making" "$source" \
    >"$base.log" 2>&1 || { tail "$base.log" >&2; cannot 'debootstrap failed'; }
  name_sources "$source" "$making"
  rm -rf "$making"/var/cache/apt/archives/*.deb
  chmod 755 "$making" # as any machine's root folder: not everything runs as root
  tar -C "$making" -cf "$new" . && mv "$new" "$base"
  rm -rf "$making"
}

# Namespaces of its own: no mount and no process outlives the command, however it ends.
in_machine() {
  echo "try-bare: $*"
  # shellcheck disable=SC2016  # for the shell in there
  time unshare --mount --pid --fork --kill-child --mount-proc="$root/proc" \
    bash -euc '
      root=$1; shift
      mount -t sysfs sysfs "$root/sys"
      mount -t tmpfs tmpfs "$root/dev/shm"
      mount -t devpts devpts "$root/dev/pts" 2>/dev/null || true
      chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
        bash -c "cd /parley && \"\$@\"" bash "$@"' bash "$root" "$@" </dev/null
}

((EUID == 0)) || cannot 'this is not root'
unshare --mount --pid --fork true 2>/dev/null || cannot 'it has no mounts of its own here'
if [[ ! -x $root/usr/bin/apt-get ]]; then
  making=
  trap '[[ -z $making ]] || rm -rf --one-file-system "$making"' EXIT
  # Packages of a month ago are no bare machine of today.
  [[ -n $(find "$base" -mtime -30 2>/dev/null) ]] || make_base
  mkdir -p "$root"
  tar -C "$root" -xf "$base"
fi
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
# As whoever clones it: some checks ask git.
git init -q "$root/parley"
git -C "$root/parley" fetch -q "$PWD" HEAD
git -C "$root/parley" checkout -q --force FETCH_HEAD

if (($#)); then
  in_machine "$@"
else
  in_machine make build
  in_machine make build
fi
