# shellcheck shell=bash
# Proves that this kernel can carry a NAT network and fence guests, in a network namespace of its own that leaves no trace.

network_probe() {
    [ "$IAAS_LIBVIRT_URI" = qemu:///system ] && is_root && has unshare || return 0
    local problems
    problems=$(unshare -n bash -c "$(declare -f probe_in_namespace); probe_in_namespace" 2>/dev/null) || return 0
    [ -z "$problems" ] && return
    warn "A NAT network with fenced guests will not work on this machine:"
    warn "$problems"
    return 1
}

probe_in_namespace() {
    [ -c /dev/net/tun ] || echo "  no /dev/net/tun (modprobe tun, or give the container the device)"
    ip link add probe0 type bridge >/dev/null 2>&1 || echo "  the kernel makes no bridge (modprobe bridge; or CAP_NET_ADMIN is missing)"
    ip tuntap add dev probe1 mode tap >/dev/null 2>&1 || echo "  the kernel makes no tap device (modprobe tun; or CAP_NET_ADMIN is missing)"
    iptables -t nat -A POSTROUTING -s 192.0.2.0/24 -j MASQUERADE >/dev/null 2>&1 ||
        echo "  iptables cannot translate addresses (kernel modules nf_nat, xt_MASQUERADE or nft_compat)"
    iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT >/dev/null 2>&1 ||
        echo "  iptables cannot track connections (kernel modules nf_conntrack, xt_conntrack)"
    { ebtables -t nat -N probe && ebtables -t nat -A probe -p arp --arp-ip-src 192.0.2.1 -j DROP; } >/dev/null 2>&1 ||
        echo "  ebtables cannot fence guests (package iptables or ebtables; kernel modules nf_tables, nft_compat, ebt_arp)"
    return 0
}
