package io.iaas.persistence.mybatis;

import io.iaas.identity.Project;
import io.iaas.spi.repository.FlavorRepository;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What a new database holds. */
final class NewDatabase {
    private static final int INSTALLATION_BYTES = 6;

    private NewDatabase() {}

    static void fill(UnitOfWork unit) {
        byte[] random = new byte[INSTALLATION_BYTES];
        new SecureRandom().nextBytes(random);
        unit.writing(DatabaseMapper.class)
                .install(HexFormat.of().formatHex(random), unit.now().toEpochMilli());
        unit.projects().insert(new Project(Project.DEFAULT, "default", unit.now()));
        FlavorRepository.DEFAULTS.forEach(flavor -> unit.flavors().insert(Project.DEFAULT, flavor));
    }
}
