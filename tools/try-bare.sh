#!/usr/bin/env bash
# Runs a command in the committed tree on a bare Debian (minbase with git, make and sudo), and times
# it. Needs root and debootstrap. Debian 12 unless SUITE names another, such as trixie.
#
#   tools/try-bare.sh DIRECTORY [COMMAND…]      by default: make build, twice
#
# DIRECTORY is made if it is not there. The package sources are those of this machine.
set -euo pipefail
cd "$(dirname "$0")/.."

suite=${SUITE:-bookworm}
root=${1:?which directory is the bare machine to be in?}
shift
((EUID == 0)) || { echo 'try-bare: needs root' >&2; exit 1; }

make_machine() {
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' | head -1)
  debootstrap --variant=minbase --include=git,make,sudo,ca-certificates "$suite" "$root" "$mirror"
  # How this machine reaches its package sources is how the bare one does.
  cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
  sed "s/bookworm/$suite/g" /etc/apt/sources.list.d/debian.sources \
    >"$root/etc/apt/sources.list.d/debian.sources"
  : >"$root/etc/apt/sources.list"
  cp -r /etc/ssl/certs/. "$root/etc/ssl/certs/"
}

mount_kernel_filesystems() {
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  trap 'umount -l "$root/proc" "$root/sys" "$root/dev"' EXIT
}

[[ -x $root/usr/bin/apt-get ]] || make_machine
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mkdir -p "$root/parley"
git archive HEAD | tar -x -C "$root/parley"
mount_kernel_filesystems

in_machine() {
  echo "try-bare: $*"
  time chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    bash -c 'cd /parley && "$@"' bash "$@"
}

if (($#)); then
  in_machine "$@"
else
  in_machine make build
  in_machine make build
fi
