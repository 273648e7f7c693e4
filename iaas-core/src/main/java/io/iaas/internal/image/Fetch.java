package io.iaas.internal.image;

import io.iaas.error.ErrorCode;
import io.iaas.image.ImageSource.OfUrl;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.internal.image.download.Download;
import io.iaas.internal.image.download.DownloadException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Has what an import's URL gives in a file, on whichever machine the operation goes on. */
final class Fetch {
    private final Download download;

    Fetch(Download download) {
        this.download = download;
    }

    /** Downloads the image, and returns its SHA-256, which is the expected one if any is. */
    String anew(StepContext context) {
        OfUrl url = new OfUrl(URI.create(context.requiredInput(ImportInput.URL)));
        String image = "image '" + context.operation().target().name() + "'";
        Optional<String> expected =
                ImportInput.declaredSha256(context.operation().input());
        try (InputStream stream = download.open(url, expected.isPresent())) {
            Spool spool = Spool.of(context.operation().id());
            String sha256 = spool.keep(context, stream, ProveImage.LIMITS.maxFileSizeBytes());
            expected.ifPresent(wanted -> requireSame(image, sha256, wanted));
            return sha256;
        } catch (DownloadException e) {
            throw new StepFailedException(e.code(), image + " cannot be downloaded: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StepFailedException(ErrorCode.DOWNLOAD_FAILED, image + " cannot be downloaded: " + e, e);
        }
    }

    /**
     * Returns the file of what was downloaded before. Where another machine has it, the image is downloaded again, and must
     * be what it was: what is known of the one holds for the other then.
     */
    Path again(StepContext context) {
        Spool spool = Spool.of(context.operation().id());
        if (!spool.isWhole()) {
            String before = context.resultOf(ReceiveStream.NAME, UploadFile.SHA256)
                    .orElseThrow(() -> new IllegalStateException(context.operation() + " has downloaded nothing"));
            requireSame(
                    "image '" + context.operation().target().name() + "', downloaded again,", anew(context), before);
        }
        return spool.file();
    }

    static void requireSame(String image, String found, String expected) {
        if (!found.equals(expected)) {
            throw new StepFailedException(
                    ErrorCode.CHECKSUM_MISMATCH, image + " has SHA-256 " + found + ", not " + expected);
        }
    }
}
