package io.iaas.memory;

import io.iaas.operation.OperationId;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StepRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

final class MemorySteps implements StepRepository {
    private final MemorySession session;

    MemorySteps(MemorySession session) {
        this.session = session;
    }

    @Override
    public void put(StepRecord step) {
        Tables tables = session.changing();
        if (!tables.operations.contains(step.operation().toString())) {
            throw new IllegalStateException("operation " + step.operation() + " does not exist");
        }
        tables.steps = tables.steps.put(key(step), step);
    }

    static String key(StepRecord step) {
        return Tables.key(step.operation(), String.format(Locale.ROOT, "%010d", step.sequence()));
    }

    @Override
    public List<StepRecord> list(OperationId operation) {
        List<StepRecord> found = new ArrayList<>();
        session.tables().steps.ascend(Tables.scope(operation), "", found::add);
        return List.copyOf(found);
    }
}
