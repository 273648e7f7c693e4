# shellcheck shell=bash
# Starts libvirt where nothing has started it, and stops exactly what was started here.

libvirt_answers() { timeout 20 virsh -q -c "$IAAS_LIBVIRT_URI" uri >/dev/null 2>&1; }

# daemons_start: leaves libvirt answering on IAAS_LIBVIRT_URI, starting it where it does not.
daemons_start() {
    libvirt_answers && return
    case $IAAS_LIBVIRT_URI in
        qemu:///system) ;;
        *) die "Nothing answers on $IAAS_LIBVIRT_URI: $(virsh -q -c "$IAAS_LIBVIRT_URI" uri 2>&1 | paste -sd ' ')" ;;
    esac
    if libvirt_refuses_us; then
        explain_access
        exit 1
    fi
    can_be_root || die "libvirt does not run, and starting it needs root. Start it, or use IAAS_LIBVIRT_URI=qemu:///session."
    if runs_systemd; then
        start_by_systemd
    else
        start_below_tini
    fi
}

# The socket is there, and something listens, but not for this user.
libvirt_refuses_us() {
    local answer
    answer=$(timeout 20 virsh -q -c "$IAAS_LIBVIRT_URI" uri 2>&1) && return 1
    grep -qiE 'permission denied|authentication|access denied|polkit' <<<"$answer"
}

# A script that calls scripts/setup for itself puts its own name into IAAS_CALLER.
explain_access() {
    local user command=${IAAS_CALLER:-$0}
    user=$(id -un)
    warn "libvirt runs, but $user may not use qemu:///system. There are two ways out:"
    warn "  1. Join the libvirt group (equal to root's rights over virtual machines), and use it at once:"
    warn "       sudo usermod -aG libvirt $user"
    warn "       sg libvirt -c $(printf '%q' "$command")"
    warn "  2. Use your own libvirt, without any right on the machine, with user-mode networking:"
    warn "       IAAS_LIBVIRT_URI=qemu:///session $command"
}

start_by_systemd() {
    local unit started=()
    # Debian 13 and others have split libvirtd into sockets of their own.
    for unit in virtlogd.socket libvirtd.socket virtqemud.socket virtnetworkd.socket virtstoraged.socket virtnwfilterd.socket; do
        systemctl cat "$unit" >/dev/null 2>&1 || continue
        [ "$unit" = virtqemud.socket ] && systemctl cat libvirtd.socket >/dev/null 2>&1 && break
        systemctl is-active -q "$unit" && continue
        as_root systemctl start "$unit"
        started+=("$unit")
    done
    wait_for_libvirt "journalctl -u libvirtd"
    [ ${#started[@]} -eq 0 ] || printf '%s\n' "${started[@]}" >"$(run_dir)/units"
}

# A service manager reaps orphans at once; where PID 1 does so slowly, each destroy of a VM waits for it
# for two seconds. tini gives the daemons an init that reaps.
start_below_tini() {
    local dir
    dir=$(run_dir)
    cat >"$dir/libvirtd.conf" <<CONF
auth_unix_rw = "none"
unix_sock_rw_perms = "0700"
unix_sock_ro_perms = "0700"
CONF
    as_root mkdir -p /run/libvirt
    runs_process virtlogd || launch virtlogd virtlogd -p "$dir/virtlogd.daemon.pid"
    launch libvirtd sh -c "$(declare -f with_kvm); with_kvm \"\$@\"" sh \
        libvirtd -f "$dir/libvirtd.conf" -p "$dir/libvirtd.daemon.pid"
    wait_for_socket "$dir/libvirtd.log"
    # The daemon was started for this user alone.
    is_root || as_root chown "$(id -u)" /run/libvirt/libvirt-sock
    wait_for_libvirt "$dir/libvirtd.log"
}

runs_process() { cat /proc/[0-9]*/comm 2>/dev/null | grep -qx "$1"; }

# with_kvm COMMAND...: runs it with a /dev/kvm that the group kvm may use, as udev's rule sets it where udev runs.
# Otherwise libvirtd sees KVM, its QEMU does not, and libvirt probes QEMU anew for 20 s at every start of a VM.
# The node lives in the command's own mount namespace: the machine's /dev stays as it is.
with_kvm() {
    if [ ! -c /dev/kvm ] || [ "$(stat -c %G /dev/kvm)" = kvm ] || ! getent group kvm >/dev/null; then
        exec "$@"
    fi
    exec unshare -m --propagation slave sh -c '
        rm -f /run/libvirt/kvm && mknod -m 660 /run/libvirt/kvm c 10 232 && chgrp kvm /run/libvirt/kvm &&
            mount --bind /run/libvirt/kvm /dev/kvm || echo "KVM stays closed to guests" >&2
        exec "$@"' sh "$@"
}

# launch NAME COMMAND...: a detached daemon below tini; its pid and start time go to NAME.pid.
launch() {
    local dir name=$1
    dir=$(run_dir)
    shift
    rm -f "$dir/$name.pid"
    # shellcheck disable=SC2016 # expanded by the inner shell, whose own pid is wanted
    as_root setsid -f sh -c 'echo "$$ $(cut -d" " -f22 /proc/$$/stat)" >"$1"; shift; cd /; exec "$@"' sh \
        "$dir/$name.pid" tini -s -- "$@" </dev/null >"$dir/$name.log" 2>&1 9>&-
}

wait_for_socket() {
    local tries
    for ((tries = 0; tries < 300; tries++)); do
        [ -S /run/libvirt/libvirt-sock ] && return
        sleep 0.1
    done
    die_with_log "libvirtd did not open its socket within 30 s" "$1"
}

wait_for_libvirt() {
    local tries
    for ((tries = 0; tries < 150; tries++)); do
        libvirt_answers && return
        if libvirt_refuses_us; then
            explain_access
            exit 1
        fi
        sleep 0.2
    done
    die "libvirt was started but does not answer on $IAAS_LIBVIRT_URI; see $1"
}

# daemon_alive NAME: prints the pid when the process written down under NAME is the one that still runs.
daemon_alive() {
    local pid started
    read -r pid started 2>/dev/null <"$(run_dir)/$1.pid" || return 1
    [ "$(cut -d' ' -f22 "/proc/$pid/stat" 2>/dev/null)" = "$started" ] && printf '%s' "$pid"
}

# daemons_stop: stops what daemons_start has started, and only that.
daemons_stop() {
    local dir name pid tries unit
    dir=$(run_dir)
    for name in libvirtd virtlogd; do
        if pid=$(daemon_alive "$name"); then
            # The shell's own kill: /bin/kill is in a package that small machines lack.
            # shellcheck disable=SC2016 # expanded by the inner shell
            as_root sh -c 'kill "$1"' sh "$pid"
            for ((tries = 0; tries < 150; tries++)); do
                [ -d "/proc/$pid" ] || break
                sleep 0.1
            done
            [ ! -d "/proc/$pid" ] || die "$name (pid $pid) did not stop within 15 s"
        fi
        rm -f "$dir/$name.pid" "$dir/$name.daemon.pid"
    done
    if [ -f "$dir/units" ]; then
        while read -r unit; do
            as_root systemctl stop "$unit" "${unit%.socket}.service" 2>/dev/null || warn "could not stop $unit"
        done <"$dir/units"
        rm -f "$dir/units"
    fi
}
