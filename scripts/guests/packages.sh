# shellcheck shell=bash
# shellcheck disable=SC2154 # work: the caller's scratch directory
# Distribution packages that are unpacked into a build directory and never installed.

# unpack_packages DIR PACKAGE...: downloads the packages and unpacks them all into DIR.
unpack_packages() {
    local dir=$1 debs
    local -a options=()
    shift
    is_root && options=(-o APT::Sandbox::User=root)
    debs=$(mktemp -d "$work/debs.XXXXXX")
    (cd "$debs" && apt-get "${options[@]}" download -q "$@") >"$work/apt.log" 2>&1 ||
        die_with_log "could not download $*" "$work/apt.log"
    mkdir -p "$dir"
    for deb in "$debs"/*.deb; do dpkg -x "$deb" "$dir"; done
    rm -rf "$debs"
}

existing_packages() { apt-cache show --no-all-versions "$@" 2>/dev/null | sed -n 's/^Package: //p'; }

# Empty package lists are usual in containers.
require_package_lists() {
    [ -n "$(existing_packages busybox-static)" ] || refresh_package_lists >"$work/apt.log" 2>&1 ||
        die_with_log "apt-get update failed" "$work/apt.log"
}

# kernel_packages: the packages that hold the newest small kernel and its modules; Debian has one, Ubuntu two.
kernel_packages() {
    local image
    image=$(apt-cache depends --important linux-image-cloud-amd64 linux-image-virtual 2>/dev/null |
        sed -nE 's/^ *Depends: (linux-image-[0-9].*)/\1/p' | sed 1q)
    case $image in
        '') die "This distribution has neither linux-image-cloud-amd64 nor linux-image-virtual." ;;
        *-cloud-*) printf '%s\n' "$image" ;;
        *) printf '%s\n' "$image" "${image/image/modules}" ;;
    esac
}

# library_packages PACKAGE...: the shared libraries that the packages depend on, directly or not.
library_packages() {
    apt-cache depends --recurse --important "$@" | grep -E '^(lib|zlib)[a-z0-9.+-]*$' | grep -v perl | sort -u
}

# unpack_kernel DIR: a kernel tree in DIR; prints its version.
unpack_kernel() {
    local dir=$1 version
    local -a packages
    mapfile -t packages < <(kernel_packages)
    [ ${#packages[@]} -gt 0 ] || return 1
    unpack_packages "$dir" "${packages[@]}"
    # Newer packages keep their modules below /usr.
    [ -d "$dir/lib" ] || ln -s usr/lib "$dir/lib"
    for version in "$dir"/lib/modules/*/; do version=$(basename "$version"); done
    depmod -b "$dir" "$version" 2>/dev/null
    printf '%s' "$version"
}

# copy_module KERNEL VERSION MODULE DIR: the module and what it needs, plain, into DIR; prints file names in load order.
copy_module() {
    local file name
    while read -r file; do
        name=$(basename "$file")
        name=${name%.xz} name=${name%.zst}
        if [ ! -e "$4/$name" ]; then
            case $file in
                *.xz) xz -dc "$file" >"$4/$name" ;;
                *.zst) zstd -qdc "$file" >"$4/$name" ;;
                *) cp "$file" "$4/$name" ;;
            esac
            strip --strip-debug "$4/$name"
        fi
        printf ' %s' "$name"
    done < <(modprobe -d "$1" -S "$2" --show-depends "$3" 2>/dev/null | sed -n 's/^insmod \([^ ]*\).*/\1/p')
}

# copy_program FROM PROGRAM TO: an executable of the unpacked tree FROM and its shared libraries into the tree TO.
copy_program() {
    cp -L "$1/$2" "$3/bin/"
    copy_libraries "$1" "$1/$2" "$3"
    local loader
    loader=$(find "$1" -name 'ld-linux-x86-64.so.2' | head -n 1)
    mkdir -p "$3/lib64"
    cp -L "$1/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" "$3/lib64/" 2>/dev/null || cp "$loader" "$3/lib64/"
}

copy_libraries() {
    local name file
    while read -r name; do
        [ ! -e "$3/lib/$name" ] || continue
        file=$(find "$1" -path "*/x86_64-linux-gnu/$name" | head -n 1)
        [ -n "$file" ] || die "no package holds $name"
        cp -L "$file" "$3/lib/$name"
        copy_libraries "$1" "$file" "$3"
    done < <(readelf -d "$2" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
}
