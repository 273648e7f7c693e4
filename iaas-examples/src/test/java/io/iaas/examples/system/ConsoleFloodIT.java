package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static io.iaas.examples.system.RealCloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.image.DiskFormat;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest that writes more to its console than is kept of it. */
@Tag("guest")
class ConsoleFloodIT {
    @TempDir
    Path directory;

    @Test
    void consoleOfAGuestThatFloodsItIsRotatedAndNothingIsLeftOfIt() throws IOException {
        try (RealCloud cloud = RealCloud.open(directory, "flood")) {
            List<Path> before = cloud.files();
            cloud.iaas.flavors().create(new Flavor(RealCloud.FLAVOR, 1, 16, 0));
            Image image = cloud.iaas
                    .images()
                    .importImage(ImageSpec.disk("flood", new ByteArrayInputStream(diskThatFloods()))
                            .withFormat(DiskFormat.RAW))
                    .await(PATIENCE);
            Vm vm = cloud.iaas
                    .compute()
                    .create(aVm("flood", image)
                            .waitFor(Wait.until(WaitCondition.console("FLOOD-IS-OVER"), PATIENCE))
                            .build())
                    .await(PATIENCE);

            assertThat(cloud.files())
                    .filteredOn(file -> file.toString().contains("-console"))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(file -> assertThat(file.toFile()).size().isLessThan(3 << 20));
            assertThat(cloud.iaas.compute().consoleLog(vm.id(), 4096)).contains("FLOOD-IS-OVER");

            cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
            cloud.iaas.images().delete(image.id()).await(PATIENCE);
            assertThat(cloud.files()).isEqualTo(before);
        }
    }

    /**
     * Writes 2,400,000 bytes in lines of 64 to the serial port, which is more than libvirt keeps in one file, then what
     * follows its code, and halts. A Linux would take several times as long for it.
     */
    private static byte[] diskThatFloods() {
        String write = "baf803" + "66b9009f2400" + "b078" + "f6c13f" + "7502" + "b00a" + "ee" + "6649" + "75f2";
        String tell = "31c08ed8fc" + "be2b7c" + "ac" + "84c0" + "7403" + "ee" + "ebf8";
        String halt = "fa" + "f4" + "ebfd";
        byte[] code = HexFormat.of().parseHex(write + tell + halt);
        byte[] text = "\nFLOOD-IS-OVER\n\0".getBytes(StandardCharsets.US_ASCII);
        // The BIOS takes no disk of one sector for one.
        byte[] disk = Arrays.copyOf(code, 1 << 20);
        System.arraycopy(text, 0, disk, code.length, text.length);
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        return disk;
    }
}
