package io.iaas.examples.reliability;

import io.iaas.examples.reliability.Records.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What must hold when nothing is under way any more, whatever happened before: I1, I2, I4, I5, I6 and what the database can
 * tell of I8. What belongs to a blocked operation is an operator's affair.
 */
public final class Invariants {
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "ROLLED_BACK", "ABANDONED");
    private static final Map<String, String> DOMAIN_STATES =
            Map.of("RUNNING", "RUNNING", "PAUSED", "PAUSED", "STOPPED", "OFF", "CRASHED", "CRASHED");
    private static final Set<String> SECRET_INPUTS = Set.of("guest.userData", "guest.networkConfig");

    private final Records records;
    private final String prefix;
    private final Inventory owned;
    private final Set<String> blocked;
    private final List<String> violations = new ArrayList<>();

    private Invariants(Records records, Inventory host) {
        this.records = records;
        this.prefix = records.prefix();
        this.owned = host.owned(prefix);
        this.blocked = records.rows("iaas_operation").stream()
                .filter(operation -> operation.text("state").equals("UNDO_BLOCKED"))
                .map(operation -> operation.text("target_id"))
                .collect(Collectors.toSet());
    }

    /** Returns what does not hold, in words; empty when all is well. */
    public static List<String> violations(Records records, Inventory host) {
        Invariants invariants = new Invariants(records, host);
        invariants.operations();
        invariants.journals();
        invariants.secrets();
        invariants.ledger();
        invariants.machines();
        invariants.images();
        invariants.quotas();
        invariants.projects();
        return invariants.violations;
    }

    private void require(boolean holds, String invariant, Object subject) {
        if (!holds) {
            violations.add(invariant + ": " + subject);
        }
    }

    private void operations() {
        Set<String> keys = new TreeSet<>();
        for (Row operation : records.rows("iaas_operation")) {
            String state = operation.text("state");
            require(ENDED.contains(state) || state.equals("UNDO_BLOCKED"), "I1 an operation has no end", operation);
            require(operation.find("owner_node").isEmpty(), "I5 somebody still holds an operation", operation);
            operation
                    .find("idempotency_key")
                    .map(key -> operation.text("project_id") + " " + key)
                    .ifPresent(key -> require(keys.add(key), "I6 two operations under one key", key));
        }
    }

    private void journals() {
        Map<String, Row> operations = new HashMap<>();
        records.rows("iaas_operation").forEach(operation -> operations.put(operation.text("id"), operation));
        for (Row step : records.rows("iaas_step")) {
            Row operation = operations.get(step.text("operation_id"));
            if (operation == null) {
                violations.add("I1 a step without an operation: " + step);
                continue;
            }
            String end = operation.text("state");
            String expected = switch (end) {
                case "SUCCEEDED" -> "DONE";
                case "ROLLED_BACK" -> "UNDONE";
                default -> step.text("state");
            };
            require(step.text("state").equals(expected), "I1 a step of an operation that " + end, step);
            require(
                    Long.parseLong(step.text("epoch")) <= Long.parseLong(operation.text("epoch")),
                    "I5 a step of a claim that never was",
                    step);
        }
    }

    private void secrets() {
        Map<String, String> states = records.rows("iaas_operation").stream()
                .collect(Collectors.toMap(row -> row.text("id"), row -> row.text("state")));
        for (Row input : records.rows("iaas_operation_input")) {
            require(
                    !SECRET_INPUTS.contains(input.text("name"))
                            || !ENDED.contains(states.getOrDefault(input.text("operation_id"), "")),
                    "I8 what a guest was told is kept",
                    input.text("operation_id") + " " + input.text("name"));
        }
    }

    /** I2: the host holds what the ledger says, and the ledger says what the records say. */
    private void ledger() {
        Set<String> present = new TreeSet<>();
        Set<String> ofBlocked = new TreeSet<>();
        for (Row line : records.rows("iaas_resource")) {
            String resource = (line.text("kind").equals("DOMAIN") ? "domain " : "file ") + line.text("resource_key");
            if (blocked.contains(line.text("owner_id"))) {
                ofBlocked.add(resource);
                continue;
            }
            String state = line.text("state");
            require(state.equals("PRESENT") || state.equals("ABSENT"), "I2 the ledger waits for a worker", line);
            if (state.equals("PRESENT")) {
                present.add(resource);
            }
        }
        Set<String> onHost = new TreeSet<>();
        owned.domains().keySet().forEach(name -> onHost.add("domain " + name));
        owned.files().keySet().forEach(name -> onHost.add("file " + name));
        onHost.removeAll(ofBlocked);
        same("I2 on the host, not in the ledger", onHost, "I2 in the ledger, not on the host", present);
        Set<String> recorded = recorded();
        same("I2 in the ledger, not in the records", present, "I2 in the records, not in the ledger", recorded);
    }

    private Set<String> recorded() {
        Set<String> recorded = new TreeSet<>();
        for (Row vm : records.rows("iaas_vm")) {
            String name = prefix + vm.text("id");
            if (!blocked.contains(vm.text("id"))) {
                recorded.addAll(Set.of("domain " + name, "file " + name + "-seed", "file " + name + "-console"));
                if (hasDisk(vm)) {
                    recorded.add("file " + name + "-disk0");
                }
            }
        }
        for (Row file : records.rows("iaas_image_file")) {
            if (!blocked.contains(file.text("image_id"))) {
                recorded.add("file " + fileName(file));
            }
        }
        return recorded;
    }

    private boolean hasDisk(Row vm) {
        return !vm.text("disk_gib").equals("0")
                || records.rows("iaas_image_file").stream()
                        .anyMatch(file -> file.text("image_id").equals(vm.text("image_id"))
                                && file.text("role").equals("DISK"));
    }

    private String fileName(Row file) {
        return prefix + "image-" + file.text("image_id") + "-"
                + file.text("role").toLowerCase(Locale.ROOT);
    }

    private void same(String excess, Set<String> left, String lack, Set<String> right) {
        left.stream().filter(name -> !right.contains(name)).forEach(name -> violations.add(excess + ": " + name));
        right.stream().filter(name -> !left.contains(name)).forEach(name -> violations.add(lack + ": " + name));
    }

    private void machines() {
        for (Row vm : records.rows("iaas_vm")) {
            Inventory.Domain domain = owned.domains().get(prefix + vm.text("id"));
            if (blocked.contains(vm.text("id")) || domain == null) {
                continue;
            }
            String expected = DOMAIN_STATES.getOrDefault(vm.text("state"), "a state to stay in");
            require(domain.state().equals(expected), "I2 a domain is " + domain.state() + ", not as recorded", vm);
            require(domain.title().equals(vm.text("name")), "I2 a domain is called " + domain.title(), vm);
        }
    }

    private void images() {
        for (Row image : records.rows("iaas_image")) {
            require(
                    blocked.contains(image.text("id")) || image.text("state").equals("READY"),
                    "I2 an image is in no state to stay in",
                    image);
        }
        for (Row file : records.rows("iaas_image_file")) {
            String digest = owned.files().getOrDefault(fileName(file), "");
            require(digest.isEmpty() || digest.equals(file.text("sha256")), "I2 other bytes than recorded", file);
        }
    }

    /** A project is closed as long as its delete is unfinished, and no longer. */
    private void projects() {
        for (Row project : records.rows("iaas_project")) {
            String expected = blocked.contains(project.text("id")) ? "DELETING" : "ACTIVE";
            require(project.text("state").equals(expected), "I2 a project is not " + expected, project);
        }
    }

    /** I4: what each project is charged with is what its machines and images take. */
    private void quotas() {
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        for (Row vm : records.rows("iaas_vm")) {
            add(sums, vm, "vms", 1);
            for (String size : List.of("vcpus", "memory_mib", "disk_gib")) {
                add(sums, vm, size, Long.parseLong(vm.text(size)));
            }
        }
        records.rows("iaas_image").forEach(image -> add(sums, image, "images", 1));
        Map<String, Row> charged = records.rows("iaas_quota").stream()
                .collect(Collectors.toMap(row -> row.text("project_id"), row -> row));
        for (Row project : records.rows("iaas_project")) {
            Map<String, Long> held = sums.getOrDefault(project.text("id"), Map.of());
            for (String resource : List.of("vms", "vcpus", "memory_mib", "disk_gib", "images")) {
                long sum = held.getOrDefault(resource, 0L);
                String count = Optional.ofNullable(charged.get(project.text("id")))
                        .map(row -> row.text(resource))
                        .orElse("0");
                require(
                        count.equals(Long.toString(sum)),
                        "I4 charged " + count + " " + resource + ", not " + sum,
                        project);
            }
        }
    }

    private static void add(Map<String, Map<String, Long>> sums, Row row, String resource, long amount) {
        sums.computeIfAbsent(row.text("project_id"), project -> new TreeMap<>()).merge(resource, amount, Long::sum);
    }
}
