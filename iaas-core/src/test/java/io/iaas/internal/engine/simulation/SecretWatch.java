package io.iaas.internal.engine.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Reads everything that the library logs, and keeps the first line that tells a secret (I8). */
final class SecretWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.iaas");
    private volatile Optional<String> told = Optional.empty();

    SecretWatch() {
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(this);
        start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        for (IThrowableProxy error = event.getThrowableProxy(); error != null; error = error.getCause()) {
            text.append('\n').append(error.getMessage());
        }
        if (text.indexOf(Requests.CANARY) >= 0) {
            told = Optional.of(text.toString());
        }
    }

    Optional<String> told() {
        return told;
    }

    @Override
    public void close() {
        stop();
        logger.detachAppender(this);
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}
