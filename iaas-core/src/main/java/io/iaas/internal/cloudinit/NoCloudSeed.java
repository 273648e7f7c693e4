package io.iaas.internal.cloudinit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The seed that cloud-init's NoCloud data source reads from a disk or CD labelled {@code cidata}. */
public final class NoCloudSeed {

    private static final String LABEL = "cidata";

    private NoCloudSeed() {}

    /** An ISO 9660 image; the same content gives the same bytes. Its size is a multiple of 2,048 bytes. */
    public static byte[] image(SeedContent content) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files(content).forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return IsoImage.of(LABEL, files);
    }

    static Map<String, String> files(SeedContent content) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("meta-data", metaData(content));
        files.put("user-data", UserData.of(content));
        content.networkConfig().ifPresent(text -> files.put("network-config", text));
        return files;
    }

    private static String metaData(SeedContent content) {
        Map<String, String> metaData = new LinkedHashMap<>();
        metaData.put("instance-id", content.instanceId());
        metaData.put("local-hostname", content.hostname());
        return Json.write(metaData);
    }
}
