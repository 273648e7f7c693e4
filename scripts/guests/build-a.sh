# shellcheck shell=bash
# shellcheck disable=SC2154 # work, here: directories of scripts/guest
# Guest A: a kernel and an initial RAM disk that is the whole system, for direct kernel boot.

# The machine types and devices that a guest may meet.
GUEST_MODULES="virtio_pci virtio_net virtio_blk virtio_console button evdev isofs virtio_balloon virtio_scsi sr_mod
    ata_piix virtio_mmio virtio_rng vfat nls_ascii virtiofs ahci 9pnet_virtio 9p e1000 e1000e i6300esb ext4"

build_a() {
    local out=$1 kernel=$work/kernel packages=$work/packages root=$work/root version
    local -a libraries
    require_package_lists
    version=$(unpack_kernel "$kernel")
    mapfile -t libraries < <(library_packages dropbear-bin qemu-guest-agent)
    unpack_packages "$packages" busybox-static dropbear-bin qemu-guest-agent "${libraries[@]}"
    make_root "$root" "$packages"
    add_modules "$root" "$kernel" "$version"
    copy_program "$packages" usr/sbin/dropbear "$root"
    copy_program "$packages" usr/sbin/qemu-ga "$root"
    # Not compressed: under emulation a guest takes longer to unpack it than QEMU to hand the rest to it.
    (cd "$root" && find . -print0 | sort -z | cpio --null -o -H newc -R 0:0 --quiet --reproducible) >"$out/initrd"
    cp "$kernel/boot/vmlinuz-$version" "$out/vmlinuz"
    # The kernel's tests of its own ciphers would be a tenth of a boot; those of kdf108 do not heed cryptomgr.notests.
    printf 'console=ttyS0 quiet cryptomgr.notests initcall_blacklist=crypto_kdf108_init\n' >"$out/cmdline"
}

make_root() {
    local root=$1 applet busybox
    mkdir -p "$root"/{bin,sbin,usr/bin,usr/sbin,proc,sys,dev,tmp,run,var/log,mnt/seed,root/.ssh,home,etc/acpi/PWRF,etc/dropbear,lib/m,usr/share/udhcpc}
    ln -s ../run "$root/var/run"
    chmod 700 "$root/root" "$root/root/.ssh"
    chmod 1777 "$root/tmp"
    busybox=$2/bin/busybox
    [ -e "$busybox" ] || busybox=$2/usr/bin/busybox
    cp "$busybox" "$root/bin/busybox"
    for applet in $("$busybox" --list); do
        [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
    done
    install -m 755 "$here/guests/a/init" "$root/init"
    install -m 755 "$here/guests/a/seed" "$root/sbin/seed"
    install -m 644 "$here/guests/a/seed.awk" "$root/sbin/seed.awk"
    install -m 755 "$here/guests/a/dhcp" "$root/usr/share/udhcpc/default.script"
    install -m 755 "$here/guests/a/power-off" "$root/etc/acpi/PWRF/00000080"
    echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
    echo 'root::0:0:99999:7:::' >"$root/etc/shadow"
    echo 'root:x:0:' >"$root/etc/group"
    echo /bin/sh >"$root/etc/shells"
    echo 'passwd: files' >"$root/etc/nsswitch.conf"
    echo tiny >"$root/etc/hostname"
}

# Each line of /lib/m/all sets a variable of the shell to the files to load for a module, in order; to none where the
# kernel does not have it.
add_modules() {
    local module
    for module in $GUEST_MODULES; do
        printf 'module_%s="%s"\n' "$module" "$(copy_module "$2" "$3" "$module" "$1/lib/m")"
    done >"$1/lib/m/all"
}
