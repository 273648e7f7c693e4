package io.iaas.testkit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.iaas.image.ImageSource;
import io.iaas.image.ImageSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that servers gave, each under its SHA-256: it is there whole or not at all. */
final class DownloadedImages {
    static final DownloadedImages OF_THIS_PROCESS = new DownloadedImages(directory(), Duration.ofMinutes(30));

    private static final Logger LOG = LoggerFactory.getLogger(DownloadedImages.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final Path directory;
    private final Duration limit;
    /** Those that this process has read to their end. */
    private final Set<Path> proven = ConcurrentHashMap.newKeySet();

    DownloadedImages(Path directory, Duration limit) {
        this.directory = directory;
        this.limit = limit;
    }

    /** The place that the scripts cache at, too. */
    private static Path directory() {
        return Optional.ofNullable(System.getenv("IAAS_CACHE"))
                .map(Path::of)
                .orElseGet(() -> ThrowawaySettings.cache().resolve("iaas"))
                .resolve("images");
    }

    /** Returns the image, downloaded where it is not here. One thread at a time: they share the line anyhow. */
    synchronized ImageSpec image(URI url, String sha256) {
        ImageSpec.Disk wanted = disk(ImageSpec.disk("image", url).withSha256(sha256));
        String digest = wanted.sha256().orElseThrow();
        Path file = directory.resolve(digest);
        try {
            Files.createDirectories(directory);
            try (LockedFile lock = LockedFile.await(directory.resolve(digest + ".lock"))) {
                LOG.debug("{} is held while {} is looked for", lock.path(), file);
                if (!isProven(file, digest)) {
                    download(wanted.source(), url, file, digest);
                }
            }
        } catch (IOException e) {
            throw new TestImageException("image " + wanted.source() + " cannot be kept in " + directory, e);
        }
        return ImageSpec.disk("image", file).withSha256(digest);
    }

    private static ImageSpec.Disk disk(ImageSpec spec) {
        if (spec.content() instanceof ImageSpec.Disk disk) {
            return disk;
        }
        throw new IllegalStateException(spec + " is no disk");
    }

    private boolean isProven(Path file, String digest) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        if (proven.contains(file)) {
            return true;
        }
        if (sha256(file).equals(digest)) {
            proven.add(file);
            return true;
        }
        LOG.warn("{} is not what was downloaded; it is downloaded again", file);
        return false;
    }

    private void download(ImageSource source, URI url, Path file, String digest) throws IOException {
        Path part = Files.createTempFile(directory, ".downloading", "");
        try {
            LOG.info("downloading image {}", source);
            int status = answer(source, url, part);
            if (status != OK) {
                throw new TestImageException("image " + source + " cannot be downloaded: status " + status);
            }
            String found = sha256(part);
            if (!found.equals(digest)) {
                throw new TestImageException(
                        "image " + source + " has the SHA-256 " + found + ", and " + digest + " was expected");
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            proven.add(file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private int answer(ImageSource source, URI url, Path part) {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_LIMIT)
                .build();
        CompletableFuture<HttpResponse<Path>> answer =
                client.sendAsync(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofFile(part));
        try {
            return answer.get(limit.toMillis(), MILLISECONDS).statusCode();
        } catch (ExecutionException e) {
            throw new TestImageException("image " + source + " cannot be downloaded", e);
        } catch (TimeoutException e) {
            throw new TestImageException("image " + source + " was not downloaded within " + limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestImageException("image " + source + " was not downloaded: the thread was interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
