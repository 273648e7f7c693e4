package io.iaas.internal.image.download;

import io.iaas.error.ErrorCode;
import java.io.IOException;

/** A download that did not give the image, with words for its owner that tell nothing of the network inside. */
public final class DownloadException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    private final ErrorCode code;

    private DownloadException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    static DownloadException refused(String message) {
        return new DownloadException(ErrorCode.INVALID_INPUT, message);
    }

    static DownloadException failed(String message) {
        return new DownloadException(ErrorCode.DOWNLOAD_FAILED, message);
    }

    /** Returns INVALID_INPUT for what may not be downloaded, DOWNLOAD_FAILED for what could not be. */
    public ErrorCode code() {
        return code;
    }
}
