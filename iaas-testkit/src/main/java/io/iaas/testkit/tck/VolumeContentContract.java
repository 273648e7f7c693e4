package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.TransferListener;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What {@link io.iaas.spi.hypervisor.Volumes#upload} promises; every test asserts the refusal where it is not declared. */
public abstract class VolumeContentContract extends HostTest {
    private static final int LENGTH = 3 << 20;

    /** For subclasses. */
    protected VolumeContentContract() {}

    @Test
    void uploadFillsTheVolumeAndTellsHowFarItIs() {
        VolumeName name = workbench().volume(LENGTH);
        List<Long> moved = new ArrayList<>();

        if (refused(name)) {
            return;
        }
        upload(name, zeros(LENGTH), LENGTH, moved::add);

        assertThat(moved).isNotEmpty().isSorted().endsWith((long) LENGTH);
        assertThat(hypervisor().volumes().find(name).orElseThrow().capacityBytes())
                .isEqualTo(LENGTH);
    }

    @Test
    void sourceIsLeftOpen() {
        VolumeName name = workbench().volume(LENGTH);
        AtomicBoolean closed = new AtomicBoolean();
        InputStream source = new ByteArrayInputStream(new byte[LENGTH]) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        if (refused(name)) {
            return;
        }
        upload(name, source, LENGTH, bytes -> {});

        assertThat(closed).isFalse();
    }

    @Test
    void sourceThatIsTooShortIsAnError() {
        VolumeName name = workbench().volume(LENGTH);

        if (refused(name)) {
            return;
        }
        assertThatThrownBy(() -> upload(name, zeros(LENGTH - 1), LENGTH, bytes -> {}))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(hypervisor().volumes().find(name)).isPresent();
    }

    @Test
    void sourceThatIsTooLongIsAnError() {
        VolumeName name = workbench().volume(LENGTH);

        if (refused(name)) {
            return;
        }
        assertThatThrownBy(() -> upload(name, zeros(LENGTH + 1), LENGTH, bytes -> {}))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(hypervisor().volumes().find(name)).isPresent();
    }

    @Test
    void sourceThatFailsEndsTheUploadAndLeavesTheVolume() {
        VolumeName name = workbench().volume(LENGTH);
        IOException fault = new IOException("the source broke");
        InputStream source = new SequenceInputStream(zeros(LENGTH / 2), new BrokenSource(fault));

        if (refused(name)) {
            return;
        }
        assertThatThrownBy(() -> upload(name, source, LENGTH, bytes -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasCause(fault);
        assertThat(hypervisor().volumes().find(name)).isPresent();
    }

    @Test
    void listenerThatThrowsEndsTheUploadWithTheSame() {
        VolumeName name = workbench().volume(LENGTH);
        IllegalStateException stop = new IllegalStateException("enough");

        if (refused(name)) {
            return;
        }
        assertThatThrownBy(() -> upload(name, zeros(LENGTH), LENGTH, bytes -> {
                    throw stop;
                }))
                .isSameAs(stop);
        assertThat(hypervisor().volumes().find(name)).isPresent();
    }

    @Test
    void uploadAfterAFailedOneSucceeds() {
        VolumeName name = workbench().volume(LENGTH);
        if (refused(name)) {
            return;
        }
        assertThatThrownBy(() -> upload(name, zeros(1), LENGTH, bytes -> {})).isInstanceOf(UncheckedIOException.class);
        List<Long> moved = new ArrayList<>();

        upload(name, zeros(LENGTH), LENGTH, moved::add);

        assertThat(moved).endsWith((long) LENGTH);
    }

    @Test
    void absentVolumeIsNotFilled() {
        VolumeName name = workbench().volumeName();

        if (refused(name)) {
            return;
        }
        assertFails(ErrorCode.NOT_FOUND, () -> upload(name, zeros(1), 1, bytes -> {}));
    }

    /** Asserts the refusal where the driver declares that it cannot; tells whether it did. */
    private boolean refused(VolumeName name) {
        if (can(Capability.VOLUME_CONTENT)) {
            return false;
        }
        assertUnsupported(Capability.VOLUME_CONTENT, () -> upload(name, zeros(1), 1, bytes -> {}));
        return true;
    }

    private void upload(VolumeName name, InputStream source, long length, TransferListener listener) {
        hypervisor().volumes().upload(name, source, length, listener);
    }

    private static InputStream zeros(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }

    private static final class BrokenSource extends InputStream {
        private final IOException fault;

        BrokenSource(IOException fault) {
            this.fault = fault;
        }

        @Override
        public int read() throws IOException {
            throw fault;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw fault;
        }
    }
}
