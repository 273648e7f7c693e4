package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ErrorCode;
import io.iaas.error.InvalidInputException;
import io.iaas.memory.ConsoleLine;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedGuest;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Cloud cloud =
            Cloud.withGuests(SimulatedGuest.booting().withConsole(new ConsoleLine(Duration.ofSeconds(5), "login: ")));

    @AfterEach
    void close() {
        cloud.close();
    }

    private Operation<Vm> create(Wait wait) {
        return cloud.iaas.compute().create(aVm("web").waitFor(wait).build());
    }

    @Test
    void createWaitsForTheAddressAndRecordsIt() {
        Vm vm = create(Wait.until(WaitCondition.address(), MINUTE)).await(PATIENCE);

        assertThat(vm.nics())
                .hasSize(1)
                .allSatisfy(nic -> assertThat(nic.addresses()).hasSize(1));
    }

    @Test
    void createWaitsForSeveralConditionsTogether() {
        Vm vm = create(Wait.until(WaitCondition.address().and(WaitCondition.console("^login:")), MINUTE))
                .await(PATIENCE);

        assertThat(cloud.iaas.compute().consoleLog(vm.id(), 100)).contains("login:");
    }

    @Test
    void oneOfTwoConditionsIsEnough() {
        Wait wait = Wait.until(WaitCondition.console("never").or(WaitCondition.running()), MINUTE);

        assertThat(create(wait).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void timeoutNamesWhatIsMissingAndDeletesByDefault() {
        HostSnapshot before = cloud.snapshot();
        Wait wait = Wait.until(WaitCondition.address().and(WaitCondition.console("panic")), MINUTE);

        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class, () -> create(wait).await(PATIENCE));

        assertThat(failure.code()).isEqualTo(ErrorCode.WAIT_TIMEOUT);
        assertThat(failure).hasMessageContaining("console:panic").hasMessageNotContaining("address,");
        assertThat(failure.evidence().consoleTail().orElseThrow()).contains("login:");
        assertThat(failure.operation().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void timeoutKeepsTheVmWhenToldSo() {
        Wait wait = Wait.until(WaitCondition.console("panic"), MINUTE).keepOnTimeout();

        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class, () -> create(wait).await(PATIENCE));

        assertThat(failure.code()).isEqualTo(ErrorCode.WAIT_TIMEOUT);
        assertThat(failure.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void guestThatStopsWhileItIsWaitedForEndsTheWait() {
        cloud.hypervisor.listen((call, point) -> {
            if (call == io.iaas.memory.SimulatedCall.TAIL_CONSOLE) {
                cloud.iaas
                        .compute()
                        .find("web")
                        .filter(vm -> vm.state() == VmState.RUNNING)
                        .ifPresent(vm -> cloud.host.powerOffFromInside(vm.id()));
            }
        });

        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class,
                () -> create(Wait.until(WaitCondition.console("panic"), Duration.ofDays(1)))
                        .await(PATIENCE));

        assertThat(failure.code()).isEqualTo(ErrorCode.WAIT_TIMEOUT);
        assertThat(failure).hasMessageContaining("the guest stopped");
    }

    @Test
    void expressionThatBacktracksForEverIsGivenUp() {
        Wait wait = Wait.until(WaitCondition.console("(l|o|g|i|n|lo|og|gi|in)*X(.*)*Y"), Duration.ofSeconds(10));

        assertThatThrownBy(() -> create(wait).await(PATIENCE)).isInstanceOf(OperationFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "running",
                "address",
                "port:22",
                "ssh",
                "http:80/",
                "http:8080/health?deep=1&x=%20 204",
                "all[3:ssh,16:http:80/a,b] 200]",
                "console:^a,b\\[c]$",
                "agent",
                "cloud-init",
                "all[7:running,9:port:8080]",
                "any[24:all[7:running,7:address],7:running]"
            })
    void textOfAConditionIsReadBack(String text) {
        assertThat(WaitCondition.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "runing",
                "port:",
                "port:0",
                "port:70000",
                "console:",
                "console:(",
                "all[9:running]",
                "http:80",
                "http:/",
                "http:0/",
                "http:80/a b",
                "http:80/ 99",
                "http:80/ 600",
                "http:80/ü",
                "ssh:22"
            })
    void textThatIsNoConditionIsRefused(String text) {
        assertThatThrownBy(() -> WaitCondition.parse(text)).isInstanceOf(InvalidInputException.class);
    }
}
