package io.iaas.internal.compute;

/** Whether an SSH server introduces itself (RFC 4253, 4.2). It does so unasked, and may send other lines before. */
record SshQuestion() implements Question {
    static final int PORT = 22;

    @Override
    public String opening() {
        return "";
    }

    @Override
    public Verdict judge(String said) {
        return said.startsWith("SSH-") || said.contains("\nSSH-") ? Verdict.YES : Verdict.OPEN;
    }
}
