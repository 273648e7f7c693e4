package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.compute.VmOrder;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.error.InvalidInputException;
import io.iaas.host.HostId;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class VmListContract extends DatabaseTest {
    @Test
    void pagesFollowTheUnsignedOrderOfIdsWhateverTheirTimesAndNames() {
        List<Vm> machines = new ArrayList<>();
        writing(session -> {
            for (int i = 0; i < 10; i++) {
                Vm vm = samples().fullVm("vm-" + (9 - i));
                machines.add(vm);
            }
            // Inserted last first: the order is the ids', not that of the inserts.
            for (int i = 9; i >= 0; i--) {
                session.vms().insert(machines.get(i));
            }
        });
        assertThat(pages(VmQuery.all(), 3)).containsExactlyElementsOf(machines);
        assertThat(pages(VmQuery.all(), 10)).containsExactlyElementsOf(machines);
        assertThat(list(VmQuery.all(), PageRequest.first(10)).next()).isEmpty();
        assertThat(list(VmQuery.all(), PageRequest.first(9)).next()).isPresent();
    }

    @Test
    void emptyProjectHasOneEmptyPage() {
        Page<Vm> page = list(VmQuery.all(), PageRequest.first(5));
        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void deletesAndInsertsBetweenPagesNeitherSkipNorRepeatTheRest() {
        Vm a = insert(samples().vm("a"));
        Vm b = insert(samples().vm("b"));
        Vm c = insert(samples().vm("c"));
        Page<Vm> first = list(VmQuery.all(), PageRequest.first(2));
        assertThat(first.items()).containsExactly(a, b);
        writing(session -> session.vms().delete(Project.DEFAULT, b.id()));
        Vm d = insert(samples().vm("d"));
        PageRequest rest = PageRequest.first(2).after(first.next().orElseThrow());
        assertThat(list(VmQuery.all(), rest).items()).containsExactly(c, d);
        writing(session -> session.vms().delete(Project.DEFAULT, c.id()));
        writing(session -> session.vms().delete(Project.DEFAULT, d.id()));
        assertThat(list(VmQuery.all(), rest).items()).isEmpty();
    }

    @Test
    void pageKeyThatIsNoneIsRefused() {
        for (String key : List.of("", "x", "' OR '1'='1", "\u0000")) {
            assertThatThrownBy(() -> list(VmQuery.all(), PageRequest.first(1).after(key)))
                    .isInstanceOf(InvalidInputException.class);
        }
        for (String key : List.of("", "-x", "' OR '1'='1", "\u0000")) {
            assertThatThrownBy(() -> list(
                            VmQuery.all().orderedBy(VmOrder.NAME),
                            PageRequest.first(1).after(key)))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void everyOrderIsKeptOverPages(int limit) {
        Vm b = insert(samples().vm("b"));
        Vm upper = insert(samples().vm("Z"));
        Vm a = insert(samples().vm("a"));
        Vm a1 = insert(samples().vm("a-1").withState(VmState.RUNNING));
        insert(samples().vm(OTHER, "c"));
        assertThat(pages(VmQuery.all(), limit)).containsExactly(b, upper, a, a1);
        assertThat(pages(VmQuery.all().orderedBy(VmOrder.NEWEST_FIRST), limit)).containsExactly(a1, a, upper, b);
        assertThat(pages(VmQuery.all().orderedBy(VmOrder.NAME), limit)).containsExactly(upper, a, a1, b);
        assertThat(pages(VmQuery.all().orderedBy(VmOrder.NAME_DESCENDING), limit))
                .containsExactly(b, a1, a, upper);
        assertThat(pages(VmQuery.all().inState(VmState.CREATING).orderedBy(VmOrder.NAME_DESCENDING), limit))
                .containsExactly(b, a, upper);
    }

    @Test
    void countIsOfAllThatFit() {
        insert(samples().vm("web-1").withLabels(Map.of("app", "shop")));
        insert(samples().vm("web-2"));
        insert(samples().vm("db").withState(VmState.RUNNING));
        insert(samples().vm(OTHER, "web-3"));
        assertThat(count(VmQuery.all())).isEqualTo(3);
        assertThat(count(VmQuery.all().withNamePrefix("web"))).isEqualTo(2);
        assertThat(count(VmQuery.all().withNamePrefix("web").withLabel("app", "shop")))
                .isEqualTo(1);
        assertThat(count(VmQuery.all().inState(VmState.PAUSED))).isZero();
        assertThat(count(VmQuery.all().orderedBy(VmOrder.NAME).on(Samples.HOST)))
                .isZero();
    }

    private long count(VmQuery query) {
        return read(session -> session.vms().count(Project.DEFAULT, query));
    }

    @Test
    void projectsSeeTheirOwnOnly() {
        Vm mine = insert(samples().fullVm("web"));
        Vm theirs = insert(samples().vm(OTHER, "web").withLabels(mine.labels()).withHost(Samples.HOST));
        assertThat(list(VmQuery.all(), PageRequest.first(9)).items()).containsExactly(mine);
        assertThat(list(OTHER, VmQuery.all(), PageRequest.first(9)).items()).containsExactly(theirs);
        assertThat(list(new ProjectId(new UUID(9, 9)), VmQuery.all(), PageRequest.first(9))
                        .items())
                .isEmpty();
    }

    @Test
    void stateNarrows() {
        insert(samples().vm("a"));
        Vm running = insert(samples().vm("b").withState(VmState.RUNNING));
        assertThat(pages(VmQuery.all().inState(VmState.RUNNING), 5)).containsExactly(running);
        assertThat(pages(VmQuery.all().inState(VmState.PAUSED), 5)).isEmpty();
    }

    @Test
    void allLabelsMustFit() {
        Vm both = insert(samples().vm("a").withLabels(Map.of("app", "shop", "tier", "web")));
        Vm one = insert(samples().vm("b").withLabels(Map.of("app", "shop")));
        insert(samples().vm("c").withLabels(Map.of("app", "SHOP", "tier", "shop")));
        insert(samples().vm("d"));
        VmQuery shop = VmQuery.all().withLabel("app", "shop");
        assertThat(pages(shop, 1)).containsExactly(both, one);
        assertThat(pages(shop.withLabel("tier", "web"), 5)).containsExactly(both);
        assertThat(pages(shop.withLabel("tier", "db"), 5)).isEmpty();
    }

    @Test
    void namePrefixIsTakenLiterally() {
        Vm score = insert(samples().vm("web_1"));
        Vm dash = insert(samples().vm("web-1"));
        insert(samples().vm("Web-2"));
        insert(samples().vm("my-web"));
        assertThat(pages(VmQuery.all().withNamePrefix("web"), 1)).containsExactly(score, dash);
        assertThat(pages(VmQuery.all().withNamePrefix("web_"), 5)).containsExactly(score);
        assertThat(pages(VmQuery.all().withNamePrefix("web-1"), 5)).containsExactly(dash);
        for (String none : List.of("%", "_", "w%", "web[", "web-11", "'", "*", "\ud83d\ude00")) {
            assertThat(pages(VmQuery.all().withNamePrefix(none), 5)).as(none).isEmpty();
        }
        assertThat(pages(VmQuery.all().withNamePrefix(""), 5)).hasSize(4);
    }

    @Test
    void hostNarrows() {
        Vm here = insert(samples().vm("a").withHost(Samples.HOST));
        insert(samples().vm("b").withHost(new HostId("host-2")));
        insert(samples().vm("c"));
        assertThat(pages(VmQuery.all().on(Samples.HOST), 5)).containsExactly(here);
    }

    @Test
    void partsOfAQueryNarrowTogether() {
        Vm fits = insert(samples().fullVm("web-1").withState(VmState.RUNNING));
        insert(samples().fullVm("web-2"));
        insert(samples().fullVm("db-1").withState(VmState.RUNNING));
        VmQuery query = new VmQuery(
                Optional.of(VmState.RUNNING),
                Map.of("tier", "web"),
                Optional.of("web"),
                Optional.of(Samples.HOST),
                Optional.empty(),
                VmOrder.NAME);
        assertThat(pages(query, 1)).containsExactly(fits);
    }

    private List<Vm> pages(VmQuery query, int limit) {
        List<Vm> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<Vm> page = list(query, new PageRequest(limit, next));
            all.addAll(page.items());
            next = page.next();
        } while (next.isPresent());
        return all;
    }

    private Page<Vm> list(VmQuery query, PageRequest page) {
        return list(Project.DEFAULT, query, page);
    }

    private Page<Vm> list(ProjectId project, VmQuery query, PageRequest page) {
        return read(session -> session.vms().list(project, query, page));
    }
}
