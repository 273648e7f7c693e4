package io.iaas.examples.tenants;

import static io.iaas.examples.tenants.Level.ANYONE;
import static io.iaas.examples.tenants.Level.MEMBER;
import static io.iaas.examples.tenants.Level.READER;

import io.iaas.examples.tenants.Calls.Call;
import io.iaas.identity.KeyPair;
import io.iaas.page.PageRequest;
import java.util.Map;

/** The calls about key pairs. */
final class KeyPairCalls {
    /** The comment of the pairs that were there before any call. */
    static final String FURNISHED = "furnished";

    private static final KeyPair KEY = KeyPair.generate("").publicKey();

    private KeyPairCalls() {}

    static void add(Map<String, Call> calls) {
        calls.put(
                "ProjectView.keyPairs()",
                new Call(ANYONE, (reach, target) -> ResourceCalls.handedOut(reach.keyPairs())));
        calls.put(
                "KeyPairService.importKey(String, KeyPair)",
                new Call(
                        MEMBER,
                        (reach, target) -> reach.keyPairs()
                                .importKey(target.secondWord(), KEY)
                                .fingerprint()));
        calls.put(
                "KeyPairService.generate(String)",
                new Call(
                        MEMBER,
                        (reach, target) -> reach.keyPairs()
                                .generate(target.secondWord() + "-made")
                                .getClass()));
        calls.put(
                "KeyPairService.find(String)",
                new Call(READER, (reach, target) -> reach.keyPairs().find(target.word())));
        calls.put(
                "KeyPairService.get(String)",
                new Call(READER, (reach, target) -> reach.keyPairs().get(target.word())));
        calls.put(
                "KeyPairService.findByFingerprint(String)",
                new Call(READER, (reach, target) -> reach.keyPairs().findByFingerprint(target.fingerprint())));
        calls.put(
                "KeyPairService.list(PageRequest)",
                new Call(
                        READER,
                        (reach, target) -> reach.keyPairs().list(PageRequest.first(100)).items().stream()
                                .filter(pair -> pair.key().comment().equals(FURNISHED))
                                .toList()));
        calls.put("KeyPairService.delete(String)", new Call(MEMBER, (reach, target) -> {
            reach.keyPairs().delete(target.word());
            return "deleted";
        }));
    }
}
