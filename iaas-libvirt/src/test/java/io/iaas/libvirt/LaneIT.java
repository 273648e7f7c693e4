package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Pointer;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a lane's connection when a call on it hangs. */
class LaneIT {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final BoundedCalls calls = new BoundedCalls("iaas-lane-test", 10);
    private final LinkOpener opener =
            new LinkOpener(ConnectionUri.parse("test:///default", false), Duration.ofSeconds(5), 3);
    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeAll
    static void loadTheLibrary() {
        LibvirtRuntime.api();
    }

    @AfterEach
    void close() {
        calls.shutdown();
    }

    private Pointer connectionOf(Lane lane) {
        return lane.read("look", session -> session.connection().getPointer());
    }

    /** Returns whether the lane's connection is another one when a call on the first hangs still. */
    private boolean changesWhenACallHangs(Lane lane) {
        Pointer before = connectionOf(lane);
        assertThatThrownBy(() -> lane.change("hang", session -> hang()))
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HYPERVISOR_TIMEOUT));
        Pointer behind = connectionOf(lane);
        released.countDown();
        lane.close();
        return !behind.equals(before);
    }

    private boolean hang() {
        try {
            released.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void laneGivesUpAConnectionOnWhichACallHangs() {
        assertThat(changesWhenACallHangs(new Lane(opener, calls, LIMIT))).isTrue();
    }

    @Test
    void lastingLaneKeepsAConnectionOnWhichACallHangs() {
        assertThat(changesWhenACallHangs(Lane.lasting(opener, calls, LIMIT))).isFalse();
    }
}
