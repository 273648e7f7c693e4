package io.iaas.persistence.mybatis;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.reflection.factory.DefaultObjectFactory;

/**
 * Makes records by a constructor that is looked up once. MyBatis' own factory looks it up for every row, and learns each
 * time anew, by an exception, that those of this package's records are not public.
 */
final class RecordFactory extends DefaultObjectFactory {
    private static final long serialVersionUID = 1L;

    private final transient Map<Class<?>, Constructor<?>> constructors = new ConcurrentHashMap<>();

    @Override
    public <T> T create(Class<T> type, List<Class<?>> argumentTypes, List<Object> arguments) {
        if (!type.isRecord()) {
            return super.create(type, argumentTypes, arguments);
        }
        try {
            return type.cast(
                    constructors.computeIfAbsent(type, RecordFactory::canonical).newInstance(arguments.toArray()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a row is no " + type.getSimpleName(), e);
        }
    }

    private static Constructor<?> canonical(Class<?> type) {
        Class<?>[] components = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getType())
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(components);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }
}
