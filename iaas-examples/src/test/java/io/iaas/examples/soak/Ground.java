package io.iaas.examples.soak;

import io.iaas.Iaas;
import io.iaas.examples.reliability.Inventory;
import io.iaas.image.ImageSpec;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.repository.Repositories;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where a soak works: a database and a host, which outlive its processes. */
interface Ground {
    /** The flavor of all machines. */
    String FLAVOR = "soak";
    /** Nobody but guests may get to know it. */
    String SECRET = "canary-31c8d9a4";
    /** How long a dead process' operations are kept from others; short, so that much is taken over. */
    Duration LEASE = Duration.ofSeconds(2);

    static Ground of(String kind, Path directory) {
        return kind.equals("real") ? new RealGround(directory) : new KeptGround(directory);
    }

    /** Returns the directory of the database and all else that is written here. */
    Path directory();

    default Path database() {
        return directory().resolve("iaas.db");
    }

    /** Opens the database, with no more connections than soon are all open: what is opened later is leaked then. */
    default Repositories repositories() {
        return MyBatisRepositories.builder().readers(2).sqlite(database());
    }

    /** Opens the library. */
    Iaas open(int workers);

    /** Makes what machines need, and puts foreign things beside them. */
    void prepare(Iaas iaas) throws IOException;

    /** Returns an image to import under a name. */
    ImageSpec image(String name);

    /** Returns what is on the host, seen past the library. */
    Inventory inventory();

    /** Returns what is wrong on the host apart from any record. */
    List<String> violations(String prefix);

    /** Removes what {@link #prepare} put beside the library's. */
    void clear();
}
