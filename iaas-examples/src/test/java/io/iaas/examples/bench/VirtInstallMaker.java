package io.iaas.examples.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What people type: an overlay by virsh, the machine by virt-install, and virsh to remove them. */
final class VirtInstallMaker implements Maker {
    private final String uri;
    private final Cloud cloud;
    private final BareTemplate template;
    private final Path log;
    private BareGuest last;

    VirtInstallMaker(String uri, Cloud cloud, BareTemplate template, Path directory) {
        this.uri = uri;
        this.cloud = cloud;
        this.template = template;
        this.log = directory.resolve("virt-install.log");
        this.last = template.next();
    }

    @Override
    public String name() {
        return "virt-install --import";
    }

    @Override
    public Path create() {
        last = template.next();
        virsh(
                "vol-create-as",
                cloud.name(),
                last.diskName(),
                "1G",
                "--format",
                "qcow2",
                "--backing-vol",
                template.backing().toString(),
                "--backing-vol-format",
                "qcow2");
        run(List.of(
                "virt-install",
                "--connect",
                uri,
                "--import",
                "--name",
                last.name(),
                "--memory",
                "128",
                "--vcpus",
                "1",
                "--virt-type",
                cloud.accelerator().equals("KVM") ? "kvm" : "qemu",
                "--osinfo",
                "linux2022",
                "--disk",
                "vol=" + cloud.name() + "/" + last.diskName() + ",bus=virtio",
                "--network",
                "network=" + cloud.name() + ",model=virtio",
                "--serial",
                "pty,log.file=" + last.console() + ",log.append=on",
                "--graphics",
                "none",
                "--noautoconsole"));
        return last.console();
    }

    @Override
    public void delete() {
        virsh("destroy", last.name());
        virsh("undefine", last.name(), "--remove-all-storage");
        try {
            Files.deleteIfExists(last.console());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void virsh(String... words) {
        run(Stream.concat(Stream.of("virsh", "-q", "-c", uri), Stream.of(words)).toList());
    }

    private void run(List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            // Debian's tools are written for Debian's interpreter.
            builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + "\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
