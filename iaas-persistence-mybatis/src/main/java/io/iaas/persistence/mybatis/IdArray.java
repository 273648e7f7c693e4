package io.iaas.persistence.mybatis;

import java.util.Collection;

/** Ids as one parameter, a JSON array: a parameter for each would have the statement written and parsed anew. */
final class IdArray {
    private IdArray() {}

    /** Returns the array; ids hold nothing that JSON would escape. */
    static String of(Collection<String> ids) {
        return ids.isEmpty() ? "[]" : "[\"" + String.join("\",\"", ids) + "\"]";
    }
}
