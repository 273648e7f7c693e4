package io.iaas.persistence.mybatis;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How columns become a record of one type: component {@code vmId} is column {@code vm_id}.
 *
 * @param constructor makes one
 * @param columns the columns, in the order of the components
 */
record RecordShape(Constructor<?> constructor, List<Column> columns) {

    /** Reads a column by its position; null is what the database has none of. */
    interface Reader {
        @Nullable
        Object read(ResultSet row, int position) throws SQLException;
    }

    /** A column with the way to read it. */
    record Column(String name, Reader reader) {}

    static RecordShape of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordShape(
                    constructor,
                    Arrays.stream(components)
                            .map(component -> new Column(column(component.getName()), reader(component.getType())))
                            .toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    private static String column(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Reader reader(Class<?> type) {
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

    /** Returns where a result has the columns. */
    int[] positions(ResultSet rows) throws SQLException {
        int[] positions = new int[columns.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = rows.findColumn(columns.get(i).name());
        }
        return positions;
    }

    Object read(ResultSet row, int[] positions) throws SQLException {
        @Nullable Object[] values = new Object[positions.length];
        for (int i = 0; i < positions.length; i++) {
            values[i] = columns.get(i).reader().read(row, positions[i]);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "a row is no " + constructor.getDeclaringClass().getSimpleName(), e);
        }
    }
}
