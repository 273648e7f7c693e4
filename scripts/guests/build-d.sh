# shellcheck shell=bash
# shellcheck disable=SC2154 # work, here: directories of scripts/guest
# Guest D: one boot sector, for the many tests that need a machine and no system.

build_d() {
    local out=$1
    assemble "$out/disk.qcow2"
    assemble "$out/quiet.qcow2" -DQUIET
}

assemble() {
    local target=$1
    shift
    nasm -f bin "$@" -o "$work/sector" "$here/guests/d/boot.asm"
    truncate -s 1M "$work/sector"
    qemu-img convert -f raw -O qcow2 "$work/sector" "$target"
}
