package io.iaas.examples.cli;

import io.iaas.compute.ComputeService;
import io.iaas.compute.MetricGroup;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmMetrics;
import io.iaas.compute.VmQuery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints what machines consume. */
@Command(name = "metrics", description = "Print what running machines have consumed since they were started.")
final class VmMetricsCommand implements Callable<Integer> {
    @ParentCommand
    private VmCommand parent;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Names or ids of machines; all without any.")
    private List<String> names = List.of();

    @Option(
            names = "--group",
            paramLabel = "G",
            description = "Only this group: ${COMPLETION-CANDIDATES}; may be repeated.")
    private Set<MetricGroup> groups = EnumSet.allOf(MetricGroup.class);

    @Override
    public Integer call() {
        return parent.root().read(session -> {
            List<Vm> machines = names.isEmpty()
                    ? Session.all(page -> session.view().compute().list(VmQuery.all(), page), vm -> vm)
                    : names.stream().map(session::vm).toList();
            session.output().list(views(session.view().compute(), machines), VmMetricsView.COLUMNS);
            return ExitCode.OK;
        });
    }

    private List<VmMetricsView> views(ComputeService compute, List<Vm> machines) {
        List<VmMetricsView> views = new ArrayList<>();
        for (int from = 0; from < machines.size(); from += ComputeService.MAX_METRICS) {
            List<Vm> some = machines.subList(from, Math.min(machines.size(), from + ComputeService.MAX_METRICS));
            Set<VmId> ids = some.stream().map(Vm::id).collect(Collectors.toSet());
            Map<VmId, VmMetrics> read = compute.metrics(ids, groups);
            some.forEach(vm -> Optional.ofNullable(read.get(vm.id()))
                    .map(metrics -> VmMetricsView.of(vm, metrics))
                    .ifPresent(views::add));
        }
        return views;
    }
}
