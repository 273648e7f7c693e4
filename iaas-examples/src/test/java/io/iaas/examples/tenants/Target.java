package io.iaas.examples.tenants;

import io.iaas.compute.VmId;
import io.iaas.identity.ProjectId;
import io.iaas.identity.UserId;
import io.iaas.image.ImageId;
import io.iaas.operation.OperationId;
import java.util.List;
import java.util.UUID;

/**
 * What a call is aimed at.
 *
 * @param project the project that it all belongs to
 * @param vm a machine
 * @param image an image
 * @param operation an operation that has ended
 * @param user a member of that project only
 * @param word the name of the machine, of the image and of a flavor, and the value of a label
 * @param secondWord the name of another image and of another flavor
 * @param key an idempotency key
 * @param fingerprint the fingerprint of a key pair, which has the name of the machine
 */
record Target(
        ProjectId project,
        VmId vm,
        ImageId image,
        OperationId operation,
        UserId user,
        String word,
        String secondWord,
        String key,
        String fingerprint) {

    /** Returns a target of the same shape, at the same places in every order, that there is none of. */
    Target absent() {
        return new Target(
                new ProjectId(neighbour(project.value())),
                new VmId(neighbour(vm.value())),
                new ImageId(neighbour(image.value())),
                new OperationId(neighbour(operation.value())),
                new UserId(neighbour(user.value())),
                word + "-absent",
                secondWord + "-absent",
                key + "-absent",
                fingerprint + "-absent");
    }

    /** Returns a text in which everything that names this target is replaced. */
    String anonymous(String text) {
        String rest = text;
        for (Object name : List.of(project, vm, image, operation, user, key, fingerprint, secondWord, word)) {
            rest = rest.replace(name.toString(), "*");
        }
        return rest;
    }

    private static UUID neighbour(UUID id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1);
    }
}
