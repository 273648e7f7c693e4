/** Repositories that keep their rows in SQLite or PostgreSQL through MyBatis. */
@NullMarked
package io.iaas.persistence.mybatis;

import org.jspecify.annotations.NullMarked;
