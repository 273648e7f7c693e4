package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.identity.Project;
import io.iaas.page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class VmLeaseContract extends DatabaseTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Vm leased(Vm vm, Duration length) {
        return insert(vm.withLease(start(), length));
    }

    private List<Vm> expired(Instant until, int limit) {
        List<Vm> all = new ArrayList<>();
        List<Vm> page;
        do {
            Optional<Vm> last = all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
            page = listed(session -> session.vms().expired(until, last, limit));
            all.addAll(page);
        } while (page.size() == limit);
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void expiredMachinesOfAllProjectsAreToldByTheirEndsThenTheirIds(int limit) {
        Vm second = leased(samples().fullVm("second"), MINUTE.multipliedBy(2));
        Vm third = leased(samples().vm(OTHER, "third"), MINUTE.multipliedBy(2));
        Vm first = leased(samples().vm("first"), MINUTE);
        leased(samples().vm("later"), MINUTE.multipliedBy(2).plusMillis(1));
        insert(samples().vm("never"));

        assertThat(expired(start().plus(MINUTE.multipliedBy(2)), limit)).containsExactly(first, second, third);
        assertThat(expired(start().plus(MINUTE).minusMillis(1), limit)).isEmpty();
    }

    @Test
    void machineThatGoesAwayIsNotExpiredUntilItComesBack() {
        Vm vm = leased(samples().vm("web").withState(VmState.RUNNING), MINUTE);
        Instant later = start().plus(MINUTE);

        Vm going = write(session -> session.vms().update(vm.withState(VmState.DELETING)));
        assertThat(expired(later, 9)).isEmpty();
        Vm back = write(session -> session.vms().update(going.withState(VmState.ERROR)));
        assertThat(expired(later, 9)).containsExactly(back);
        writing(session -> session.vms().delete(Project.DEFAULT, vm.id()));
        assertThat(expired(later, 9)).isEmpty();
    }

    @Test
    void renewedAndKeptMachinesAreExpiredAsTheirNewestLeasesSay() {
        Vm vm = leased(samples().vm("web"), MINUTE);

        Vm longer = write(session -> session.vms().update(vm.withLease(start(), MINUTE.multipliedBy(3))));
        assertThat(longer.expiresAt()).contains(start().plus(MINUTE.multipliedBy(3)));
        assertThat(expired(start().plus(MINUTE), 9)).isEmpty();
        assertThat(expired(start().plus(MINUTE.multipliedBy(3)), 9)).containsExactly(longer);
        write(session -> session.vms().update(longer.withoutLease()));
        assertThat(expired(start().plus(Vm.MAX_LEASE), 9)).isEmpty();
    }

    @Test
    void changeOfAnotherPartKeepsTheLease() {
        Vm vm = leased(samples().vm("web"), MINUTE);

        Vm renamed = write(session -> session.vms().update(vm.withName("shop")));

        assertThat(expired(start().plus(MINUTE), 9)).containsExactly(renamed);
    }

    @Test
    void anyTimeMayBeAskedFor() {
        leased(samples().vm("web"), MINUTE);
        insert(samples().vm("never"));
        Instant end = start().plus(MINUTE);

        assertThat(countBefore(end.plusNanos(1))).isOne();
        assertThat(countBefore(end)).isZero();
        assertThat(countBefore(Instant.MAX)).isOne();
        assertThat(countBefore(Instant.MIN)).isZero();
    }

    private long countBefore(Instant time) {
        return read(
                session -> session.vms().count(Project.DEFAULT, VmQuery.all().expiringBefore(time)));
    }

    @Test
    void listIsNarrowedToLeasesThatEndBeforeATime() {
        Vm soon = leased(samples().vm("soon"), MINUTE);
        leased(samples().vm("late"), MINUTE.multipliedBy(2));
        leased(samples().vm(OTHER, "theirs"), MINUTE);
        insert(samples().vm("never"));
        VmQuery query = VmQuery.all().expiringBefore(start().plus(MINUTE.multipliedBy(2)));

        assertThat(read(session -> session.vms().list(Project.DEFAULT, query, PageRequest.first(9)))
                        .items())
                .containsExactly(soon);
        assertThat(this.<Long>read(session -> session.vms().count(Project.DEFAULT, query)))
                .isOne();
        assertThat(this.<Long>read(session -> session.vms().count(Project.DEFAULT, query.inState(VmState.RUNNING))))
                .isZero();
    }
}
