package io.iaas.compute;

/** What texts of users may hold. */
final class Text {
    private Text() {}

    /**
     * Returns whether a text has no control characters. A list copies each machine, and a copy is checked: no regular
     * expression, and no stream.
     *
     * @param allowed control characters that it may have all the same
     */
    static boolean isPrintable(String text, String allowed) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && allowed.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
