# shellcheck shell=bash
# The real cloud-init, by which tests judge seeds: unpacked into the cache, never installed, because as a service it
# would set up the machine that runs the tests.

# require_cloud_init: says nothing when it is there; IAAS_CLOUD_INIT names the user's own.
require_cloud_init() {
    local target
    target=$(cache_dir)/cloud-init
    [ -z "${IAAS_CLOUD_INIT:-}" ] && [ ! -d "$target" ] || return 0
    has apt-get || die "The tests need cloud-init: unpack it, and set IAAS_CLOUD_INIT to the directory that holds cloudinit/."
    say "Unpacking cloud-init"
    mkdir -p "$(cache_dir)"
    (
        work=$(mktemp -d "$target.XXXXXX")
        trap 'rm -rf "$work"' EXIT
        require_package_lists
        # Newer distributions keep the Python package in cloud-init-base.
        mapfile -t packages < <(existing_packages cloud-init cloud-init-base)
        unpack_packages "$work/out" "${packages[@]}"
        chmod -R u=rwX,go=rX "$work/out"
        mv -T "$work/out" "$target"
    )
}
