package io.iaas.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Listens to all that the library logs, at every level, for a secret that must not be in it. */
final class Canary implements AutoCloseable {
    static final String SECRET = "canary-7f3a91";

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.iaas");
    private final @Nullable Level level = logger.getLevel();
    private final boolean additive = logger.isAdditive();
    private final List<String> leaks = new CopyOnWriteArrayList<>();
    private final AtomicLong heard = new AtomicLong();
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            heard.incrementAndGet();
            listen(event.getFormattedMessage());
            IThrowableProxy error = event.getThrowableProxy();
            while (error != null) {
                listen(String.valueOf(error.getMessage()));
                error = error.getCause();
            }
        }
    };

    Canary() {
        ear.setContext(logger.getLoggerContext());
        ear.start();
        logger.addAppender(ear);
        logger.setAdditive(false);
        logger.setLevel(Level.TRACE);
    }

    private void listen(String text) {
        if (text.contains(SECRET)) {
            leaks.add(text);
        }
    }

    List<String> leaks() {
        return leaks;
    }

    long heard() {
        return heard.get();
    }

    @Override
    public void close() {
        logger.detachAppender(ear);
        logger.setAdditive(additive);
        logger.setLevel(level);
        ear.stop();
    }
}
