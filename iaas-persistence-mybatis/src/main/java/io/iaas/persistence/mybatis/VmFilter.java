package io.iaas.persistence.mybatis;

import io.iaas.compute.VmQuery;
import io.iaas.host.HostId;
import io.iaas.identity.ProjectId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a query asks of rows of {@code iaas_vm}. */
record VmFilter(
        String projectId,
        @Nullable String state,
        @Nullable String host,
        @Nullable String prefix,
        @Nullable Long expiringBefore,
        Map<String, String> labels) {
    static VmFilter of(ProjectId project, VmQuery query) {
        return new VmFilter(
                project.toString(),
                query.state().map(Enum::name).orElse(null),
                query.host().map(HostId::value).orElse(null),
                query.namePrefix().orElse(null),
                StatusRow.millis(query.expiringBefore()),
                query.labels());
    }
}
