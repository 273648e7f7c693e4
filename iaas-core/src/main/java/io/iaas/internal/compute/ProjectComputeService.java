package io.iaas.internal.compute;

import io.iaas.compute.CommandResult;
import io.iaas.compute.ComputeService;
import io.iaas.compute.Freshness;
import io.iaas.compute.GuestCommand;
import io.iaas.compute.MetricGroup;
import io.iaas.compute.SerialConsole;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmMetrics;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.Submission;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.name.ResourceName;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.Capability;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** The virtual machines of one project. */
public final class ProjectComputeService implements ComputeService {
    private static final Duration MAX_STOP_LIMIT = Duration.ofDays(1);

    private final ProjectId project;
    private final Environment environment;
    private final OperationEngine engine;
    private final TimeOrderedIds ids;
    private final VmSubmission submission;
    private final LiveView live;
    private final CapabilityCheck host;
    private final PowerSubmission power;
    private final GuestAccess guests;
    private final SubmitOptions options;

    /** Scopes the service to a project. */
    public ProjectComputeService(
            ProjectId project, Environment environment, OperationEngine engine, TimeOrderedIds ids, LiveView live) {
        this(project, environment, engine, ids, live, SubmitOptions.none());
    }

    private ProjectComputeService(
            ProjectId project,
            Environment environment,
            OperationEngine engine,
            TimeOrderedIds ids,
            LiveView live,
            SubmitOptions options) {
        this.project = project;
        this.environment = environment;
        this.engine = engine;
        this.ids = ids;
        this.options = options;
        this.submission = new VmSubmission(environment.hypervisor());
        this.live = live;
        this.host = new CapabilityCheck(environment.hypervisor());
        this.power = new PowerSubmission(project, environment.repositories(), engine, live);
        this.guests = new GuestAccess(project, environment, live);
    }

    @Override
    public ComputeService with(SubmitOptions chosen) {
        return new ProjectComputeService(project, environment, engine, ids, live, chosen);
    }

    @Override
    public Operation<Vm> create(VmSpec spec) {
        VmId id = new VmId(ids.next());
        Map<String, String> input = GuestInput.of(id, spec);
        return engine.submit(asking(OperationKind.VM_CREATE, VmSubmission.asked(spec, input)), session -> {
            Vm vm = submission.vm(session, project, id, spec);
            Map<String, String> complete = submission.withKeyPairs(session, project, spec, input);
            session.vms().insert(vm);
            return VmRequest.of(vm, complete);
        });
    }

    @Override
    public Optional<Vm> find(String name) {
        return environment
                .repositories()
                .read(session -> session.vms().findByName(project, name))
                .map(live::of);
    }

    @Override
    public Vm get(String name) {
        return find(name).orElseThrow(() -> new NotFoundException("VM", name));
    }

    @Override
    public Vm get(VmId id) {
        return live.of(recorded(id));
    }

    @Override
    public Page<Vm> list(VmQuery query, PageRequest page, Freshness freshness) {
        Page<Vm> recorded =
                environment.repositories().read(session -> session.vms().list(project, query, page));
        return freshness == Freshness.RECORDED ? recorded : new Page<>(live.ofAll(recorded.items()), recorded.next());
    }

    @Override
    public long count(VmQuery query) {
        return environment.repositories().read(session -> session.vms().count(project, query));
    }

    @Override
    public Operation<Vm> start(VmId id) {
        return power(id, OperationKind.VM_START);
    }

    @Override
    public Operation<Vm> stop(VmId id, Duration limit, boolean thenForce) {
        if (limit.isNegative() || limit.compareTo(MAX_STOP_LIMIT) > 0) {
            throw new InvalidInputException("the time limit of a stop must be 0 to " + MAX_STOP_LIMIT);
        }
        Map<String, String> input =
                Map.of(ShutDown.LIMIT, limit.toString(), ShutDown.THEN_FORCE, Boolean.toString(thenForce));
        return power(id, OperationKind.VM_STOP, input);
    }

    @Override
    public Operation<Vm> forceStop(VmId id) {
        return power(id, OperationKind.VM_FORCE_STOP);
    }

    @Override
    public Operation<Vm> reboot(VmId id) {
        return power(id, OperationKind.VM_REBOOT);
    }

    @Override
    public Operation<Vm> reset(VmId id) {
        host.require(Capability.RESET);
        return power(id, OperationKind.VM_RESET);
    }

    @Override
    public Operation<Vm> pause(VmId id) {
        return power(id, OperationKind.VM_PAUSE);
    }

    @Override
    public Operation<Vm> resume(VmId id) {
        return power(id, OperationKind.VM_RESUME);
    }

    @Override
    public Operation<Vm> checkpoint(VmId id) {
        host.require(Capability.CHECKPOINTS);
        return power(id, OperationKind.VM_CHECKPOINT);
    }

    @Override
    public Operation<Vm> revert(VmId id) {
        host.require(Capability.CHECKPOINTS);
        return power(id, OperationKind.VM_REVERT);
    }

    @Override
    public Operation<Vm> rename(VmId id, String name) {
        ResourceName.check("VM", name);
        Map<String, String> input = Map.of(ChangeName.NEW_NAME, name);
        return engine.submit(asking(OperationKind.VM_RENAME, id, input), session -> {
            Vm vm = VmRequest.usable(session, project, id);
            if (session.vms().findByName(project, name).isPresent()) {
                throw ConflictException.nameTaken("VM", name);
            }
            return VmRequest.of(vm, input);
        });
    }

    @Override
    public Vm setLabels(VmId id, Map<String, String> labels) {
        return change(id, vm -> vm.withLabels(labels));
    }

    @Override
    public Vm setDescription(VmId id, String description) {
        return change(id, vm -> vm.withDescription(description));
    }

    @Override
    public Vm renew(VmId id, Duration length) {
        return changeLease(id, (vm, now) -> vm.withLease(now, length));
    }

    @Override
    public Vm keep(VmId id) {
        return changeLease(id, (vm, now) -> vm.withoutLease());
    }

    /** The unit of work that ends a lease marks the machine as going away: of that and this, one comes first. */
    private Vm changeLease(VmId id, BiFunction<Vm, Instant, Vm> change) {
        return live.of(environment.repositories().write(session -> {
            Vm vm = VmRequest.recorded(session, project, id);
            Vm next = change.apply(vm, session.now());
            if (vm.state() == VmState.DELETING) {
                throw VmRequest.wrongState(vm, "it is going away");
            }
            return next.equals(vm) ? vm : session.vms().update(next);
        }));
    }

    @Override
    public Operation<VmId> delete(VmId id) {
        return engine.submit(
                VmDeletion.submission(project, engine.newId(), id, options),
                session -> VmDeletion.request(session, project, id, engine::cancel));
    }

    @Override
    public String consoleLog(VmId id, int maxBytes) {
        return guests.consoleLog(id, maxBytes);
    }

    @Override
    public SerialConsole openConsole(VmId id, boolean takeOver) {
        return guests.openConsole(id, takeOver);
    }

    @Override
    public boolean agentAnswers(VmId id) {
        return guests.agentAnswers(id);
    }

    @Override
    public CommandResult execute(VmId id, GuestCommand command, Duration limit) {
        return guests.execute(id, command, limit);
    }

    @Override
    public InetSocketAddress reach(VmId id, int port) {
        return guests.reach(id, port);
    }

    @Override
    public Map<VmId, VmMetrics> metrics(Collection<VmId> ids, Set<MetricGroup> groups) {
        host.require(Capability.METRICS);
        return new Consumption(environment).of(project, Set.copyOf(ids), groups);
    }

    private Operation<Vm> power(VmId id, OperationKind kind) {
        return power(id, kind, Map.of());
    }

    private Operation<Vm> power(VmId id, OperationKind kind, Map<String, String> input) {
        return power.submit(id, asking(kind, id, input), input);
    }

    private Vm recorded(VmId id) {
        return environment.repositories().read(session -> VmRequest.recorded(session, project, id));
    }

    private Vm change(VmId id, UnaryOperator<Vm> change) {
        return live.of(environment
                .repositories()
                .write(session -> session.vms().update(change.apply(VmRequest.recorded(session, project, id)))));
    }

    private Submission asking(OperationKind kind, VmId id, Map<String, String> input) {
        Map<String, String> asked = new HashMap<>(input);
        asked.put("vm", id.toString());
        return asking(kind, asked);
    }

    private Submission asking(OperationKind kind, Map<String, String> asked) {
        return new Submission(project, engine.newId(), kind, asked, options);
    }
}
