package io.iaas.internal.compute;

import io.iaas.compute.VmId;
import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.InvalidInputException;
import io.iaas.identity.KeyPair;
import io.iaas.internal.cloudinit.SeedContent;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a create's operation carries what the guest is to be told and what is to be waited for. */
final class GuestInput {
    private static final String HOSTNAME = "guest.hostname";
    private static final String USER = "guest.user";
    private static final String SSH_KEYS = "guest.sshKeys";
    private static final String USER_DATA = "guest.userData";
    private static final String NETWORK_CONFIG = "guest.networkConfig";
    private static final String WAIT_UNTIL = "wait.until";
    private static final String WAIT_LIMIT = "wait.limit";
    private static final String WAIT_ON_TIMEOUT = "wait.onTimeout";

    private GuestInput() {}

    /**
     * Returns the input for a spec.
     *
     * @throws InvalidInputException when cloud-init would not understand what the guest is to be told
     */
    static Map<String, String> of(VmId vm, VmSpec spec) {
        Map<String, String> input = new HashMap<>();
        VmSpec.GuestConfig guest = spec.guest();
        input.put(HOSTNAME, guest.hostname());
        guest.user().ifPresent(user -> input.put(USER, user));
        input.put(SSH_KEYS, guest.sshKeys().stream().map(KeyPair::line).collect(Collectors.joining("\n")));
        guest.userData().ifPresent(text -> input.put(USER_DATA, text));
        guest.networkConfig().ifPresent(text -> input.put(NETWORK_CONFIG, text));
        spec.readiness().ifPresent(wait -> {
            input.put(WAIT_UNTIL, wait.until().toString());
            input.put(WAIT_LIMIT, wait.limit().toString());
            input.put(WAIT_ON_TIMEOUT, wait.onTimeout().name());
        });
        try {
            seed(vm, input);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("VM '" + spec.name() + "': " + e.getMessage());
        }
        return input;
    }

    /** Returns the input with more keys. */
    static Map<String, String> withKeys(Map<String, String> input, List<KeyPair> more) {
        Map<String, String> complete = new HashMap<>(input);
        Stream<String> present = input.getOrDefault(SSH_KEYS, "").lines();
        complete.put(
                SSH_KEYS,
                Stream.concat(present, more.stream().map(KeyPair::line)).collect(Collectors.joining("\n")));
        return complete;
    }

    static SeedContent seed(VmId vm, Map<String, String> input) {
        SeedContent.Builder seed = SeedContent.builder(vm.toString(), input.getOrDefault(HOSTNAME, vm.toString()));
        value(input, USER).ifPresent(seed::user);
        input.getOrDefault(SSH_KEYS, "").lines().forEach(seed::sshPublicKey);
        value(input, USER_DATA).ifPresent(seed::userData);
        value(input, NETWORK_CONFIG).ifPresent(seed::networkConfig);
        return seed.build();
    }

    static Optional<Wait> readiness(Map<String, String> input) {
        return value(input, WAIT_UNTIL)
                .map(until -> new Wait(
                        WaitCondition.parse(until),
                        Duration.parse(input.getOrDefault(WAIT_LIMIT, "PT1M")),
                        Wait.OnTimeout.valueOf(input.getOrDefault(WAIT_ON_TIMEOUT, Wait.OnTimeout.DELETE.name()))));
    }

    static void forget(RepositorySession session, StoredOperation operation) {
        Stream.of(USER_DATA, NETWORK_CONFIG)
                .filter(operation.input()::containsKey)
                .forEach(name -> session.operations().forgetInput(operation.id(), name));
    }

    private static Optional<String> value(Map<String, String> input, String name) {
        return Optional.ofNullable(input.get(name));
    }
}
