package io.iaas.examples.tenants;

import static io.iaas.examples.tenants.Level.MEMBER;
import static io.iaas.examples.tenants.Level.READER;

import io.iaas.compute.Freshness;
import io.iaas.compute.GuestCommand;
import io.iaas.compute.MetricGroup;
import io.iaas.compute.SerialConsole;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.examples.tenants.Calls.Call;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The calls about virtual machines. */
final class MachineCalls {
    private static final PageRequest PAGE = PageRequest.first(100);
    private static final GuestCommand ECHO = GuestCommand.of("echo", "hello");

    private MachineCalls() {}

    static void add(Map<String, Call> calls) {
        addReads(calls);
        addChanges(calls);
        for (Map.Entry<String, BiFunction<Reach, VmId, Object>> power : power().entrySet()) {
            calls.put(
                    "ComputeService." + power.getKey(),
                    new Call(MEMBER, (reach, target) -> power.getValue().apply(reach, target.vm())));
        }
    }

    private static void addReads(Map<String, Call> calls) {
        calls.put(
                "ComputeService.find(String)",
                new Call(READER, (reach, target) -> reach.compute().find(target.word())));
        calls.put(
                "ComputeService.get(String)",
                new Call(READER, (reach, target) -> reach.compute().get(target.word())));
        calls.put(
                "ComputeService.get(VmId)",
                new Call(READER, (reach, target) -> reach.compute().get(target.vm())));
        calls.put(
                "ComputeService.list(VmQuery, PageRequest)",
                new Call(
                        READER,
                        (reach, target) -> reach.compute()
                                .list(VmQuery.all().withLabel("of", target.word()), PAGE)
                                .map(Vm::id)));
        calls.put(
                "ComputeService.list(VmQuery, PageRequest, Freshness)",
                new Call(
                        READER,
                        (reach, target) -> reach.compute()
                                .list(VmQuery.all(), PAGE.after(target.vm().toString()), Freshness.RECORDED)
                                .map(Vm::id)));
        calls.put(
                "ComputeService.count(VmQuery)",
                new Call(
                        READER,
                        (reach, target) -> List.of(
                                reach.compute().count(VmQuery.all().withNamePrefix(target.word())),
                                reach.compute().count(VmQuery.all()))));
        calls.put(
                "ComputeService.consoleLog(VmId, int)",
                new Call(READER, (reach, target) -> reach.compute().consoleLog(target.vm(), 100)));
        calls.put(
                "ComputeService.agentAnswers(VmId)",
                new Call(READER, (reach, target) -> reach.compute().agentAnswers(target.vm())));
        calls.put(
                "ComputeService.metrics(Collection, Set)",
                new Call(
                        READER,
                        (reach, target) -> reach.compute()
                                .metrics(List.of(target.vm()), Set.of(MetricGroup.values()))
                                .keySet()));
    }

    private static void addChanges(Map<String, Call> calls) {
        VmSpec.Builder spec = VmSpec.named("new").flavor("tiny");
        calls.put(
                "ComputeService.with(SubmitOptions)",
                new Call(
                        READER,
                        (reach, target) -> reach.compute()
                                .with(SubmitOptions.none().withIdempotencyKey(target.key()))
                                .find(target.word())));
        calls.put(
                "ComputeService.create(VmSpec)",
                new Call(
                        MEMBER,
                        (reach, target) ->
                                reach.compute().create(spec.image(target.word()).build())));
        calls.put(
                "ComputeService.rename(VmId, String)",
                new Call(MEMBER, (reach, target) -> reach.compute().rename(target.vm(), "other")));
        calls.put(
                "ComputeService.setLabels(VmId, Map)",
                new Call(MEMBER, (reach, target) -> reach.compute().setLabels(target.vm(), Map.of("a", "b"))));
        calls.put(
                "ComputeService.setDescription(VmId, String)",
                new Call(MEMBER, (reach, target) -> reach.compute().setDescription(target.vm(), "mine now")));
        calls.put(
                "ComputeService.renew(VmId, Duration)",
                new Call(MEMBER, (reach, target) -> reach.compute().renew(target.vm(), Duration.ofHours(1))));
        calls.put(
                "ComputeService.keep(VmId)",
                new Call(MEMBER, (reach, target) -> reach.compute().keep(target.vm())));
        calls.put(
                "ComputeService.openConsole(VmId)",
                new Call(MEMBER, (reach, target) -> closed(reach.compute().openConsole(target.vm()))));
        calls.put(
                "ComputeService.openConsole(VmId, boolean)",
                new Call(MEMBER, (reach, target) -> closed(reach.compute().openConsole(target.vm(), true))));
        calls.put(
                "ComputeService.execute(VmId, GuestCommand)",
                new Call(MEMBER, (reach, target) -> reach.compute().execute(target.vm(), ECHO)));
        calls.put(
                "ComputeService.execute(VmId, GuestCommand, Duration)",
                new Call(MEMBER, (reach, target) -> reach.compute().execute(target.vm(), ECHO, Duration.ofSeconds(9))));
        calls.put(
                "ComputeService.reach(VmId, int)",
                new Call(MEMBER, (reach, target) -> reach.compute().reach(target.vm(), 22)));
        calls.put(
                "ComputeService.delete(VmId)",
                new Call(MEMBER, (reach, target) -> reach.compute().delete(target.vm())));
    }

    /** Returns what can be compared. */
    private static String closed(SerialConsole console) {
        console.close();
        return "opened";
    }

    private static Map<String, BiFunction<Reach, VmId, Object>> power() {
        return Map.of(
                "start(VmId)", (reach, id) -> reach.compute().start(id),
                "stop(VmId)", (reach, id) -> reach.compute().stop(id),
                "stop(VmId, Duration, boolean)", (reach, id) -> reach.compute().stop(id, Duration.ofSeconds(1), true),
                "forceStop(VmId)", (reach, id) -> reach.compute().forceStop(id),
                "reboot(VmId)", (reach, id) -> reach.compute().reboot(id),
                "reset(VmId)", (reach, id) -> reach.compute().reset(id),
                "pause(VmId)", (reach, id) -> reach.compute().pause(id),
                "resume(VmId)", (reach, id) -> reach.compute().resume(id),
                "checkpoint(VmId)", (reach, id) -> reach.compute().checkpoint(id),
                "revert(VmId)", (reach, id) -> reach.compute().revert(id));
    }
}
