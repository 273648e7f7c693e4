package io.iaas.examples.reliability;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Sends all that this process logs to a file, instead of the terminal, and logs more than usual. */
public final class LogCapture implements AutoCloseable {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = Objects.requireNonNull(root.getLevel());
    private final List<Appender<ILoggingEvent>> usual;
    private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

    /** Begins. */
    public LogCapture(Path file) {
        List<Appender<ILoggingEvent>> appenders = new java.util.ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(appenders::add);
        usual = List.copyOf(appenders);
        usual.forEach(root::detachAppender);
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %thread %logger{0}: %msg%n");
        encoder.start();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.DEBUG);
    }

    @Override
    public String toString() {
        return String.valueOf(appender.getFile());
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(appender);
        appender.stop();
        usual.forEach(root::addAppender);
    }
}
