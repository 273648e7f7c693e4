package io.iaas.examples.cli;

import io.iaas.error.InvalidInputException;
import io.iaas.identity.Project;
import io.iaas.quota.Quota;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.QuotaService;
import io.iaas.quota.QuotaUsage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The quotas. */
@Command(name = "quota", description = "How much a project may hold.", synopsisSubcommandLabel = "COMMAND")
final class QuotaCommand {
    private static final String UNLIMITED = "unlimited";

    @ParentCommand
    private IaasCommand root;

    /** A resource as the command line prints it. */
    record ResourceView(String resource, long used, String limit) {
        static List<ResourceView> of(QuotaUsage usage) {
            return Stream.of(QuotaResource.values())
                    .map(resource -> new ResourceView(
                            resource.words(), usage.used(resource), ResourceView.words(usage.limit(resource))))
                    .toList();
        }

        private static String words(OptionalLong limit) {
            return limit.isPresent() ? Long.toString(limit.getAsLong()) : UNLIMITED;
        }
    }

    /** A wrong count as the command line prints it. */
    record DriftView(String project, String resource, long charged, long held) {}

    @Command(name = "show", description = "Show what the project may hold and what it holds.")
    int show() {
        return root.read(session -> print(session, session.view().quotas().usage()));
    }

    @Command(name = "set", description = "Set limits of the project; those that are not given stay.")
    int set(
            @Option(names = "--vms", paramLabel = "N", description = "Machines, or 'unlimited'.") Optional<String> vms,
            @Option(names = "--vcpus", paramLabel = "N", description = "Processors of flavors, or 'unlimited'.")
                    Optional<String> vcpus,
            @Option(names = "--memory-mib", paramLabel = "N", description = "Memory of flavors, or 'unlimited'.")
                    Optional<String> memoryMib,
            @Option(names = "--disk-gib", paramLabel = "N", description = "Disks of flavors, or 'unlimited'.")
                    Optional<String> diskGib,
            @Option(names = "--images", paramLabel = "N", description = "Images, or 'unlimited'.")
                    Optional<String> images) {
        return root.read(session -> {
            QuotaService quotas = session.view().quotas();
            Quota quota = quotas.usage().quota();
            quota = with(quota, QuotaResource.VMS, vms);
            quota = with(quota, QuotaResource.VCPUS, vcpus);
            quota = with(quota, QuotaResource.MEMORY_MIB, memoryMib);
            quota = with(quota, QuotaResource.DISK_GIB, diskGib);
            quota = with(quota, QuotaResource.IMAGES, images);
            return print(session, quotas.set(quota));
        });
    }

    @Command(
            name = "recount",
            description = "Put the counts of all projects right, and list those that were wrong; none should be.")
    int recount() {
        return root.read(session -> {
            List<DriftView> drifts =
                    Session.all(session.identity().projects()::list, project -> recount(session, project)).stream()
                            .flatMap(List::stream)
                            .toList();
            session.output().list(drifts, "project", "resource", "charged", "held");
            return ExitCode.OK;
        });
    }

    private static List<DriftView> recount(Session session, Project project) {
        return session.identity().quotas(project.id()).recount().stream()
                .map(drift -> new DriftView(project.name(), drift.resource().words(), drift.charged(), drift.held()))
                .toList();
    }

    private static int print(Session session, QuotaUsage usage) {
        session.output().list(ResourceView.of(usage), "resource", "used", "limit");
        return ExitCode.OK;
    }

    private static Quota with(Quota quota, QuotaResource resource, Optional<String> limit) {
        if (limit.isEmpty()) {
            return quota;
        }
        return limit.get().equals(UNLIMITED)
                ? quota.withoutLimit(resource)
                : quota.withLimit(resource, number(resource, limit.get()));
    }

    private static long number(QuotaResource resource, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "the quota of " + resource.words() + " is a number or '" + UNLIMITED + "', not '" + text + "'");
        }
    }
}
