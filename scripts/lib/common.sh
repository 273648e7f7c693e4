# shellcheck shell=bash
# Words, paths and rights that every script here shares.

# The root of the source tree.
# shellcheck disable=SC2034 # used by the scripts that read this file
IAAS_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Which hypervisor the scripts talk to; qemu:///session needs no rights on the machine.
IAAS_LIBVIRT_URI=${IAAS_LIBVIRT_URI:-qemu:///system}

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
    warn "$*"
    exit 1
}

# Milliseconds since some fixed point, for measuring.
now_ms() { date +%s%3N; }

# seconds START_MS: the time since START_MS in seconds with one decimal.
seconds() {
    local ms=$(($(now_ms) - $1))
    printf '%d.%d' $((ms / 1000)) $((ms % 1000 / 100))
}

# The cache of everything built or downloaded, outside the source tree.
cache_dir() { printf '%s' "${IAAS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iaas}"; }

# The directory of pid files and logs; private to its user, because pids in it get killed.
run_dir() {
    local dir
    if [ -n "${IAAS_RUN:-}" ]; then
        dir=$IAAS_RUN
    elif [ "$(id -u)" = 0 ]; then
        dir=/run/iaas
    elif [ -n "${XDG_RUNTIME_DIR:-}" ]; then
        dir=$XDG_RUNTIME_DIR/iaas
    else
        dir=${TMPDIR:-/tmp}/iaas-$(id -u)
    fi
    (umask 077 && mkdir -p "$dir")
    if [ ! -O "$dir" ] || [ -L "$dir" ]; then
        die "$dir belongs to another user; set IAAS_RUN to a directory of your own."
    fi
    printf '%s' "$dir"
}

has() { command -v "$1" >/dev/null 2>&1; }

# System administration tools live outside a normal user's PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# Whether nobody is there to be asked, as where a test builds its image: nothing is installed, and no password read then.
unattended() { [ -n "${IAAS_UNATTENDED:-}" ]; }

is_root() { [ "$(id -u)" = 0 ]; }
can_be_root() {
    if is_root; then return 0; fi
    if unattended; then sudo -n true 2>/dev/null; else has sudo; fi
}

# as_root COMMAND...: runs it as root, through sudo only where that is needed.
as_root() {
    if is_root; then
        "$@"
    elif unattended; then
        sudo -n -- "$@"
    elif has sudo; then
        sudo -- "$@"
    else
        die "This needs root, and there is no sudo here. Run as root: $*"
    fi
}

runs_systemd() { [ -d /run/systemd/system ]; }
