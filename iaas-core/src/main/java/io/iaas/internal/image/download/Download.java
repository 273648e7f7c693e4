package io.iaas.internal.image.download;

import io.iaas.error.InvalidInputException;
import io.iaas.image.DownloadPolicy;
import io.iaas.image.ImageSource.OfUrl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Fetches what is at a URL by plain GET requests, following redirects as far as the policy allows each. */
public final class Download {
    private static final int MOST_REDIRECTS = 5;
    private static final int OK = 200;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final DownloadPolicy policy;
    private final Resolution resolution;
    private final Supplier<SSLSocketFactory> tls;

    /**
     * Fetches within a policy; names are told by the resolver, and certificates are judged by the factory's trust, which is
     * loaded when it is first needed.
     */
    public Download(DownloadPolicy policy, Resolver resolver, Supplier<SSLSocketFactory> tls) {
        this.policy = policy;
        this.resolution = new Resolution(resolver, new AddressGate(policy.allowedRanges()));
        this.tls = tls;
    }

    /** Fetches within a policy, with the platform's resolver and trust. */
    public static Download within(DownloadPolicy policy) {
        return new Download(policy, Resolver.system(), () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /**
     * Returns the bytes at a URL, to be closed. Its reads fail when the answer is cut off, too long, or too slow.
     *
     * @param checked whether the caller knows which bytes he expects; only then they may come unencrypted
     * @throws DownloadException when a place may not be asked, or gives nothing
     * @throws IOException when the connection breaks
     */
    public InputStream open(OfUrl url, boolean checked) throws IOException {
        Watchdog watchdog = new Watchdog(policy, System::nanoTime);
        try {
            return body(follow(url, checked, watchdog), watchdog);
        } catch (IOException e) {
            watchdog.close();
            throw watchdog.explain(e);
        }
    }

    private InputStream body(Exchange exchange, Watchdog watchdog) throws IOException {
        try {
            return new WatchedBody(exchange.body(policy.maxBytes()), exchange, watchdog);
        } catch (DownloadException e) {
            exchange.close();
            throw e;
        }
    }

    private Exchange follow(OfUrl url, boolean checked, Watchdog watchdog) throws IOException {
        OfUrl place = url;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            if (!place.isEncrypted() && !checked) {
                throw DownloadException.refused("the way to the image is not encrypted and its SHA-256 is not given");
            }
            Exchange exchange = Exchange.get(place, resolution.of(place), tls, watchdog);
            int status = exchange.head().status();
            if (status == OK) {
                return exchange;
            }
            exchange.close();
            if (!REDIRECTS.contains(status)) {
                throw DownloadException.failed("the server answered with status " + status);
            }
            place = target(place, exchange.head());
        }
        throw DownloadException.failed("the server redirects more than " + MOST_REDIRECTS + " times");
    }

    private static OfUrl target(OfUrl from, ResponseHead head) throws DownloadException {
        String location = head.only("location")
                .orElseThrow(() -> DownloadException.failed("the server redirects without saying where to"));
        try {
            // A fragment says nothing to a server, and redirects may bear one.
            return new OfUrl(from.url().resolve(location.split("#", 2)[0]));
        } catch (InvalidInputException | IllegalArgumentException e) {
            throw DownloadException.refused("the server redirects to where no image may be downloaded from");
        }
    }
}
