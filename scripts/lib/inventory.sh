# shellcheck shell=bash
# What libvirt, its directories and its processes hold, so that a run can show that it has left nothing.

# inventory: one line for each thing that a run could leave.
inventory() {
    {
        ask list --all --name | label domain
        ask net-list --all --name | label network
        ask pool-list --all --name | label pool
        ask nwfilter-list | awk '{print $2}' | label filter
        pool_directories | while read -r dir; do files "$dir"; done
        files /var/lib/libvirt/qemu/{nvram,save,snapshot,dump}
        files "${TMPDIR:-/tmp}"/iaas-import-*
        processes
    } | LC_ALL=C sort -u
}

ask() { timeout 60 virsh -q -c "$IAAS_LIBVIRT_URI" "$@" 2>/dev/null || true; }

# Directories that are not there, or not for this user's eyes, hold nothing.
files() { { find "$@" -type f 2>/dev/null || true; } | label file; }

label() { sed -n "s/^ *\(.*[^ ]\) *$/$1 \1/p"; }

pool_directories() {
    local pool
    echo /var/lib/libvirt/images
    ask pool-list --all --name | sed '/^$/d' | while read -r pool; do
        ask pool-dumpxml "$pool" | sed -n 's/.*<path>\(.*\)<\/path>.*/\1/p'
    done
}

# QEMU by its machine's name, because pids differ from run to run; dnsmasq by its network's file.
processes() {
    local file words
    for file in /proc/[0-9]*/cmdline; do
        words=$(tr '\0' ' ' <"$file" 2>/dev/null) || continue
        case $words in
            *qemu-system-*guest=*)
                words=${words#*guest=}
                printf 'process qemu %s\n' "${words%%[ ,]*}"
                ;;
            *dnsmasq*--conf-file=*)
                words=${words#*--conf-file=}
                printf 'process dnsmasq %s\n' "${words%% *}"
                ;;
        esac
    done
}

# left_since FILE: what is there now and was not when FILE was written.
left_since() { LC_ALL=C comm -13 "$1" <(inventory); }
