package io.iaas.examples.tenants;

import io.iaas.memory.InMemoryRepositories;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.repository.Repositories;
import java.nio.file.Path;

/** The databases that must keep tenants apart. */
enum Database {
    MEMORY,
    SQLITE;

    Repositories open(Path directory) {
        return this == MEMORY
                ? InMemoryRepositories.create()
                : MyBatisRepositories.sqlite(directory.resolve("tenants.db"));
    }
}
