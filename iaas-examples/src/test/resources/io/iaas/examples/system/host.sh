# The first process of a private host. $1 is its directory, and standard input the life line: at its end the host ends,
# with its daemon, guests and networks, also when the test's JVM was killed.
set -e
mount --make-rprivate /
mount -t sysfs none /sys
cp -a /var/cache/libvirt "$1/cache" 2>/dev/null || mkdir "$1/cache"
for own in /run/libvirt /etc/libvirt /var/lib/libvirt /var/log/libvirt; do
    mkdir -p "$own"
    mount -t tmpfs none "$own"
done
mkdir -p /var/cache/libvirt
mount --bind "$1/cache" /var/cache/libvirt
ip link set lo up
cat >/etc/libvirt/libvirtd.conf <<CONF
unix_sock_dir = "$1"
auth_unix_rw = "none"
auth_unix_ro = "none"
admin_min_workers = 1
CONF
# A filter, because reading back a guest's processor takes most of a start.
cat >/etc/libvirt/qemu.conf <<CONF
stdio_handler = "file"
security_driver = "none"
user = "root"
group = "root"
dynamic_ownership = 0
remember_owner = 0
namespaces = []
cgroup_controllers = []
capability_filters = [ "cpu-unavailable-features" ]
CONF
echo ready
exec cat
