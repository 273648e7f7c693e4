package io.iaas.examples.cli;

import io.iaas.operation.OperationInfo;
import io.iaas.operation.Progress;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on stderr where a person looks at it, and nothing elsewhere. */
final class ProgressDisplay implements AutoCloseable {
    /** Set by the start script, which can tell a terminal from a pipe on every JDK. */
    private static final String TERMINAL = "iaas.terminal";

    private static final int SCALE = 1000;

    private final Optional<ProgressBar> bar;

    private ProgressDisplay(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    static ProgressDisplay of(OperationInfo operation) {
        if (!Boolean.getBoolean(TERMINAL)) {
            return new ProgressDisplay(Optional.empty());
        }
        return new ProgressDisplay(Optional.of(new ProgressBarBuilder()
                .setTaskName(operation.kind() + " " + operation.target().name())
                .setInitialMax(SCALE)
                .setUpdateIntervalMillis(100)
                .setStyle(ProgressBarStyle.ASCII)
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()));
    }

    void show(Progress progress) {
        bar.ifPresent(b -> {
            b.stepTo(Math.round(progress.fraction() * SCALE));
            b.setExtraMessage(progress.activity());
        });
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
