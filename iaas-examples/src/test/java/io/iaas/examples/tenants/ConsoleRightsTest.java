package io.iaas.examples.tenants;

import static io.iaas.examples.tenants.IdentityCalls.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.SerialConsole;
import io.iaas.identity.PermissionDeniedException;
import io.iaas.identity.Role;
import io.iaas.identity.Token;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.identity.User;
import io.iaas.memory.InMemoryRepositories;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An open console, when the right to it ends. */
class ConsoleRightsTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Tenants tenants = new Tenants(InMemoryRepositories.create());

    @Test
    void consoleIsOfNoUseToWhoseTokenHasEnded() {
        try (tenants) {
            Token token = tenants.member(tenants.alpha.project(), Role.MEMBER);
            try (SerialConsole console = tenants.iaas.login(token).compute().openConsole(tenants.alpha.vm())) {
                console.send("hello");
                assertThat(console.expect("hello", LIMIT).group()).isEqualTo("hello");
                tenants.iaas.identity().authentication().revoke(token);

                assertThatThrownBy(() -> console.send("more")).isInstanceOf(UnauthenticatedException.class);
                assertThatThrownBy(() -> console.expect("more", LIMIT)).isInstanceOf(UnauthenticatedException.class);
                assertThatThrownBy(console::unmatched).isInstanceOf(UnauthenticatedException.class);
            }
        }
    }

    @Test
    void consoleIsOfNoUseToWhoMayOnlyReadFromNowOn() {
        try (tenants) {
            User user = tenants.iaas.identity().users().create("carol", PASSWORD);
            tenants.iaas.identity().members(tenants.alpha.project()).assign(user.id(), Role.MEMBER);
            Token token = tenants.iaas
                    .identity()
                    .authentication()
                    .authenticate("carol", PASSWORD, tenants.alpha.project())
                    .token();
            try (SerialConsole console = tenants.iaas.login(token).compute().openConsole(tenants.alpha.vm())) {
                tenants.iaas.identity().members(tenants.alpha.project()).assign(user.id(), Role.READER);

                assertThatThrownBy(() -> console.send("more")).isInstanceOf(PermissionDeniedException.class);
                assertThatThrownBy(console::unmatched).isInstanceOf(PermissionDeniedException.class);
            }
        }
    }
}
