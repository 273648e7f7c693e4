package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTranslationTest {
    @ParameterizedTest
    @CsvSource({
        "42, 10, Domain not found, NOT_FOUND",
        "50, 18, no storage vol, NOT_FOUND",
        "55, 10, domain is not running, WRONG_STATE",
        "68, 10, cannot acquire state change lock, HYPERVISOR_TIMEOUT",
        "90, 18, storage volume 'x' exists already, FOREIGN_RESOURCE",
        "38, 0, cannot write: No space left on device, STORAGE_FULL",
        "1, 10, qemu: cannot set up guest memory 'pc.ram', HOST_EXHAUSTED",
        "38, 7, Failed to connect socket to '/s': No such file or directory, HYPERVISOR_UNAVAILABLE",
        "1, 7, internal error: client socket is closed, HYPERVISOR_UNAVAILABLE",
        "45, 7, authentication failed, HYPERVISOR_UNAVAILABLE",
        "38, 0, cannot stat: Permission denied, HYPERVISOR_REFUSED",
        "67, 10, unsupported configuration, HYPERVISOR_REFUSED",
        "4711, 99, from the future, HYPERVISOR_REFUSED"
    })
    void numberBecomesACodeAndStaysForOperators(int number, int source, String text, ErrorCode code) {
        HypervisorException error =
                ErrorTranslation.translate("start domain iaas-1", new LibvirtFault(number, source, text));

        assertThat(error.code()).isEqualTo(code);
        assertThat(error).hasMessageStartingWith("cannot start domain iaas-1: ").hasMessageNotContaining(text);
        assertThat(error.driverError().orElseThrow()).contains(Integer.toString(number), text);
    }

    @Test
    void missingLibraryIsNamedWithItsCure() {
        assertThatThrownBy(() -> LibvirtRuntime.load("no-such-libvirt"))
                .isInstanceOf(HypervisorException.class)
                .hasFieldOrPropertyWithValue("code", ErrorCode.HYPERVISOR_UNAVAILABLE)
                .hasMessageContaining("not installed")
                .hasMessageContaining("libvirt0");
    }
}
