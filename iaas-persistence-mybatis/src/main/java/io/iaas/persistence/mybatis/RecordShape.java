package io.iaas.persistence.mybatis;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a row become a record of one type: component {@code vmId} is column {@code vm_id}, and a component
 * that is a record itself is made of the same row.
 *
 * @param constructor makes one
 * @param parts what gives each component
 */
record RecordShape(Constructor<?> constructor, List<Part> parts) {

    /** Finds its columns in a result. */
    interface Part {
        Reader in(ResultSet rows) throws SQLException;
    }

    /** Reads a component out of the row that a result stands at; null is what the database has none of. */
    interface Reader {
        @Nullable
        Object read(ResultSet row) throws SQLException;
    }

    /** Reads a column by its position. */
    private interface Column {
        @Nullable
        Object read(ResultSet row, int position) throws SQLException;
    }

    static RecordShape of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordShape(
                    constructor,
                    Arrays.stream(components).map(RecordShape::part).toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    private static Part part(RecordComponent component) {
        if (component.getType().isRecord()) {
            return of(component.getType())::in;
        }
        Column column = column(component.getType());
        String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return rows -> {
            int position = rows.findColumn(name);
            return row -> column.read(row, position);
        };
    }

    private static Column column(Class<?> type) {
        if (type == String.class) {
            return ResultSet::getString;
        }
        if (type == long.class) {
            return ResultSet::getLong;
        }
        if (type == int.class) {
            return ResultSet::getInt;
        }
        if (type == boolean.class) {
            return ResultSet::getBoolean;
        }
        if (type == Long.class) {
            return RecordShape::longOrNull;
        }
        throw new IllegalArgumentException("no column is read as a " + type);
    }

    private static @Nullable Object longOrNull(ResultSet row, int position) throws SQLException {
        long value = row.getLong(position);
        return row.wasNull() ? null : value;
    }

    /** Returns what makes a record of each row of a result. */
    Reader in(ResultSet rows) throws SQLException {
        List<Reader> readers = new ArrayList<>(parts.size());
        for (Part part : parts) {
            readers.add(part.in(rows));
        }
        return row -> make(readers, row);
    }

    private Object make(List<Reader> readers, ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[readers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = readers.get(i).read(row);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "a row is no " + constructor.getDeclaringClass().getSimpleName(), e);
        }
    }
}
