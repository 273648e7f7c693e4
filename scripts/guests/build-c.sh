# shellcheck shell=bash
# shellcheck disable=SC2154 # work, here: directories of scripts/guest
# Guest C: the distribution itself with the real cloud-init, guest agent and ssh, on a disk that boots by BIOS.

# What the system loads beside its initial RAM disk, which loads what a disk's boot needs.
SYSTEM_MODULES="virtio_pci virtio_net virtio_blk virtio_console virtio_balloon virtio_rng virtio_scsi sr_mod isofs vfat
    nls_ascii button evdev virtiofs overlay fuse ip_tables nf_tables"
BOOT_MODULES="virtio_pci virtio_blk virtio_net virtio_console isofs button ext4"

SYSTEM_MIB=900

build_c() {
    local out=$1 kernel=$work/kernel version
    require_packages bootstrap
    require_package_lists
    can_be_root || die "Building guest c needs root, and there is no sudo here."
    version=$(unpack_kernel "$kernel")
    copy_module_files "$kernel" "$version" "$work/modules"
    make_initrd "$kernel" "$version" "$work/initrd"
    distribution_sources >"$work/sources.list"
    as_root bash "$here/guests/c/root" "$work" "$work/sources.list" "$(release)" "$work/modules" "$work/system" \
        ${SYSTEM_MIB}M >"$work/root.log" 2>&1 || die_with_log "could not build the system of guest c" "$work/root.log"
    make_disk "$work/disk.raw" "$BOOT_MIB" "$work/system"
    make_bootable "$work/disk.raw" "$kernel/boot/vmlinuz-$version" "$work/initrd" \
        "console=ttyS0 quiet cryptomgr.notests root=/dev/vda2 net.ifnames=0 systemd.show_status=0"
    qemu-img convert -O qcow2 -c -o compression_type=zstd "$work/disk.raw" "$out/disk.qcow2"
}

release() { (. /etc/os-release && printf '%s' "$VERSION_CODENAME"); }

# distribution_sources: the archives and mirrors that this machine's apt uses for its own release, and no other's.
distribution_sources() {
    local distribution keyring
    distribution=$(. /etc/os-release && printf '%s' "$ID")
    keyring=/usr/share/keyrings/$distribution-archive-keyring.gpg
    # shellcheck disable=SC2016 # apt's own variables
    apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        awk -v origin="$distribution" -v release="$(release)" -v keyring="$keyring" \
            'tolower($1) == origin && index($2, release) == 1 { print "deb [signed-by=" keyring "]", $3, $4, $5 }' | sort -u
}

# copy_module_files KERNEL VERSION DIR: DIR/VERSION becomes a tree of modules, as below /lib/modules.
copy_module_files() {
    local tree=lib/modules/$2 module file
    mkdir -p "$work/tree/$tree"
    for module in $SYSTEM_MODULES; do
        modprobe -d "$1" -S "$2" --show-depends "$module" 2>/dev/null | sed -n 's/^insmod \([^ ]*\).*/\1/p'
    done | sort -u | while read -r file; do
        install -D -m 644 "$file" "$work/tree/$tree/${file#*/"$tree"/}"
    done
    cp "$1/$tree"/modules.{order,builtin,builtin.modinfo} "$work/tree/$tree/"
    depmod -b "$work/tree" "$2"
    mv "$work/tree/lib/modules" "$3"
}

# make_initrd KERNEL VERSION FILE: the initial RAM disk.
make_initrd() {
    local tree=$work/initial busybox module
    mkdir -p "$tree"/{bin,proc,sys,dev,newroot,lib/m}
    unpack_packages "$work/packages" busybox-static
    busybox=$work/packages/bin/busybox
    [ -e "$busybox" ] || busybox=$work/packages/usr/bin/busybox
    cp "$busybox" "$tree/bin/busybox"
    for applet in sh mount umount insmod sleep switch_root; do ln -s busybox "$tree/bin/$applet"; done
    for module in $BOOT_MODULES; do copy_module "$1" "$2" "$module" "$tree/lib/m"; done |
        tr ' ' '\n' | awk 'NF && !seen[$0]++' >"$work/order"
    mv "$work/order" "$tree/lib/m/order"
    install -m 755 "$here/guests/c/init" "$tree/init"
    (cd "$tree" && find . -print0 | sort -z | cpio --null -o -H newc -R 0:0 --quiet --reproducible) | gzip -n >"$3"
}
