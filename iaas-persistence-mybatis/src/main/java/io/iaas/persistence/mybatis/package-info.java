/** Repositories on SQLite through MyBatis. */
@NullMarked
package io.iaas.persistence.mybatis;

import org.jspecify.annotations.NullMarked;
