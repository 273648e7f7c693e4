package io.iaas.internal.cloudinit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The user-data of a seed: our cloud-config alone, or a MIME message of the user's text and ours. */
final class UserData {

    /*
     * Ours comes last, so that this choice governs the merge whatever the user's text is: a script, an archive, an
     * include or several parts. Where both name a scalar the user's stays; lists become ours followed by the user's.
     */
    private static final String MERGE = "Merge-Type: dict(no_replace,recurse_list)+list(prepend)+str()";

    // cloud-init takes any user-data for a MIME message that has these characters in its first 4,096.
    private static final Pattern MIME_MARK = Pattern.compile("(?i)(mime-version):");

    private UserData() {}

    static String of(SeedContent content) {
        String ours = cloudConfig(content);
        return content.userData().map(text -> merged(UserPart.of(text), ours)).orElse(ours);
    }

    private static String merged(UserPart user, String ours) {
        MimeMessage message = new MimeMessage();
        if (user.isMimeMessage()) {
            message.entity(user.text());
        } else {
            message.part(user.contentType(), user.text());
        }
        return message.part("text/cloud-config", ours, MERGE).text();
    }

    private static String cloudConfig(SeedContent content) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("hostname", content.hostname());
        if (!content.sshPublicKeys().isEmpty()) {
            config.put("ssh_authorized_keys", content.sshPublicKeys());
        }
        content.user().ifPresent(name -> config.put("users", List.of(user(name, content.sshPublicKeys()))));
        return "#cloud-config\n" + MIME_MARK.matcher(Json.write(config)).replaceAll("$1\\\\u003a");
    }

    private static Map<String, Object> user(String name, List<String> sshPublicKeys) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("name", name);
        user.put("sudo", "ALL=(ALL) NOPASSWD:ALL");
        user.put("lock_passwd", true);
        if (!sshPublicKeys.isEmpty()) {
            user.put("ssh_authorized_keys", sshPublicKeys);
        }
        return user;
    }
}
