package io.iaas.persistence.mybatis;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.ibatis.mapping.ResultFlag;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.mapping.ResultMapping;
import org.apache.ibatis.session.Configuration;

/**
 * Says once how columns become a record: component {@code vmId} is column {@code vm_id}. MyBatis would find it out
 * itself, but anew for every row, which takes far longer than to read the row.
 */
final class RecordMapping {
    private RecordMapping() {}

    /** Returns the mapping that MyBatis made of a statement's result, completed where that is a record. */
    static ResultMap completed(Configuration configuration, ResultMap made) {
        RecordComponent[] components = made.getType().getRecordComponents();
        if (components == null || !made.getResultMappings().isEmpty()) {
            return made;
        }
        List<ResultMapping> columns = Arrays.stream(components)
                .map(component -> new ResultMapping.Builder(
                                configuration, null, column(component.getName()), component.getType())
                        .flags(List.of(ResultFlag.CONSTRUCTOR))
                        .build())
                .toList();
        return new ResultMap.Builder(configuration, made.getId(), made.getType(), columns, false).build();
    }

    private static String column(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
