# shellcheck shell=bash
# shellcheck disable=SC2154 # work, here: directories of scripts/guest
# Guest B: guest A on a bootable disk with a data partition; for BIOS by syslinux, for UEFI as one unified kernel image.

# The boot partition's size in MiB; the kernel takes 14, the RAM disk as much.
BOOT_MIB=40
DATA_MIB=8

build_b() {
    local out=$1 a
    a=$(product_path a)
    make_data "$work/data"
    make_disk "$work/disk.raw" $BOOT_MIB "$work/data"
    make_bootable "$work/disk.raw" "$a/vmlinuz" "$a/initrd" "$(cat "$a/cmdline")"
    write_disk "$out"
}

# Not compressed: a boot loader reads in small pieces, and QEMU would unpack the whole cluster for each of them.
write_disk() { qemu-img convert -O qcow2 "$work/disk.raw" "$1/disk.qcow2"; }

build_b_uefi() {
    local out=$1 a stub
    a=$(product_path a)
    require_package_lists
    unpack_packages "$work/packages" systemd-boot-efi
    stub=$work/packages/usr/lib/systemd/boot/efi/linuxx64.efi.stub
    make_data "$work/data"
    make_disk "$work/disk.raw" $((BOOT_MIB + 8)) "$work/data"
    tr -d '\n' <"$a/cmdline" >"$work/cmdline"
    objcopy --add-section .cmdline="$work/cmdline" --change-section-vma .cmdline=0x30000 \
        --add-section .linux="$a/vmlinuz" --change-section-vma .linux=0x2000000 \
        --add-section .initrd="$a/initrd" --change-section-vma .initrd=0x4000000 "$stub" "$work/boot.efi"
    mmd -i "$work/disk.raw@@1M" ::EFI ::EFI/BOOT
    mcopy -i "$work/disk.raw@@1M" "$work/boot.efi" ::EFI/BOOT/BOOTX64.EFI
    write_disk "$out"
}

# make_data FILE: the data partition's file system.
make_data() {
    truncate -s ${DATA_MIB}M "$1"
    mke2fs -q -F -t ext4 -O ^has_journal -L data "$1"
}

# make_disk FILE BOOT_MIB SECOND: a FAT boot partition from 1 MiB on, and the file system in the file SECOND as another.
# Made without loop devices or root.
make_disk() {
    local sectors=$(($2 * 2048)) second
    second=$(stat -c %s "$3")
    truncate -s $(($2 * 1048576 + second + 2097152)) "$1"
    printf 'label: dos\n2048,%s,c,*\n%s,%s,83\n' "$sectors" $((sectors + 2048)) $((second / 512)) | sfdisk -q "$1"
    mkfs.vfat -F 16 -s 4 -n BOOT --offset 2048 "$1" $((sectors / 2)) >/dev/null 2>&1
    dd if="$3" of="$1" bs=1M seek=$(($2 + 1)) conv=notrunc,sparse status=none
}

# make_bootable FILE KERNEL INITRD COMMAND_LINE: fills the boot partition of a disk for BIOS.
make_bootable() {
    printf 'DEFAULT l\nPROMPT 0\nLABEL l\n KERNEL vmlinuz\n INITRD initrd\n APPEND %s\n' "$4" >"$work/syslinux.cfg"
    mcopy -i "$1@@1M" "$2" ::vmlinuz
    mcopy -i "$1@@1M" "$3" ::initrd
    mcopy -i "$1@@1M" "$work/syslinux.cfg" ::
    syslinux -t $((1 << 20)) --install "$1"
    dd if=/usr/lib/syslinux/mbr/mbr.bin of="$1" bs=440 count=1 conv=notrunc status=none
}
