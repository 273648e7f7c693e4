# shellcheck shell=bash
# The distribution packages that the scripts need, in groups, and their installation by apt.

# package_group GROUP: the packages of one group, one name a line.
package_group() {
    case $1 in
        host)
            printf '%s\n' libvirt-daemon-system libvirt-clients qemu-system-x86 qemu-utils dnsmasq-base iptables iproute2
            # Without systemd: init scripts in place of units, and a reaping init for the daemons.
            runs_systemd || printf '%s\n' libvirt-daemon-system-sysv tini
            ;;
        guest) printf '%s\n' cpio kmod gzip xz-utils zstd binutils mtools dosfstools fdisk e2fsprogs syslinux syslinux-common nasm ;;
        # Debian with the real cloud-init, for scripts/guest build c.
        bootstrap) printf '%s\n' mmdebstrap ;;
        # Python's are what the real cloud-init imports to judge a seed.
        tests) printf '%s\n' ovmf xorriso genisoimage openssh-client python3-{yaml,requests,jinja2,configobj,jsonschema,jsonpatch} ;;
        # What the library is measured against.
        bench) printf '%s\n' python3-libvirt virtinst ;;
        *) die "no such package group: $1" ;;
    esac
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Where systemd's variant is installed already, the one without it would replace systemd.
is_satisfied() {
    is_installed "$1" || { [ "$1" = libvirt-daemon-system-sysv ] && is_installed libvirt-daemon-system-systemd; }
}

# missing_packages GROUP...: the packages of these groups that are not installed.
missing_packages() {
    local group package
    for group; do
        while read -r package; do
            is_satisfied "$package" || printf '%s\n' "$package"
        done < <(package_group "$group")
    done
}

# require_packages GROUP...: installs what is missing; says nothing when nothing is.
require_packages() {
    local -a missing
    if ! has apt-get || ! has dpkg-query; then
        require_commands "$@"
        return
    fi
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    ! unattended || die "Packages are missing. Run as root: apt-get install ${missing[*]}"
    say "Installing ${missing[*]}"
    can_be_root || die "This needs root, and there is no sudo here. Run as root: apt-get install ${missing[*]}"
    local log
    log=$(run_dir)/apt.log
    refresh_package_lists >"$log" 2>&1 || die_with_log "apt-get update failed" "$log"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "${missing[@]}" >"$log" 2>&1 </dev/null ||
        die_with_log "apt-get could not install ${missing[*]}" "$log"
}

refresh_package_lists() { as_root apt-get update -q -o DPkg::Lock::Timeout=300; }

die_with_log() {
    tail -n 20 "$2" >&2
    die "$1 (whole log: $2)"
}

# Without apt the packages are the user's to install; commands tell whether they are there.
require_commands() {
    local -a commands missing=()
    local command group
    for group; do
        case $group in
            host) commands=(libvirtd virtlogd virsh qemu-system-x86_64 qemu-img dnsmasq iptables ebtables ip) ;;
            guest) commands=(apt-get dpkg cpio depmod gzip readelf mcopy mkfs.vfat sfdisk mke2fs syslinux nasm) ;;
            bootstrap) commands=(mmdebstrap) ;;
            bench) commands=(python3 virt-install) ;;
            *) commands=(xorriso isoinfo ssh-keygen python3) ;;
        esac
        for command in "${commands[@]}"; do
            has "$command" || missing+=("$command")
        done
    done
    [ ${#missing[@]} -eq 0 ] && return
    warn "This machine has no apt, so nothing can be installed from here. Missing commands: ${missing[*]}"
    warn "Install what your distribution calls these packages of Debian, then run this again:"
    for group; do
        warn "  $(package_group "$group" | paste -sd ' ')"
    done
    case " $* " in
        *" guest "*) warn "The tiny guest is built from Debian or Ubuntu packages; without apt pass an image of your own." ;;
    esac
    exit 1
}
