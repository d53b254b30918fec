package io.sharer.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request that changes something comes from the console's own page, and not from one of somebody else's that
 * uses the browser, and the login, of a person who may act.
 *
 * <p>Two things have to hold. The request has a header of our own, which a page of another origin cannot send unless it
 * is allowed to, and nobody is. And the browser says that it comes from this origin: by {@code Sec-Fetch-Site}, or, if
 * it is too old for that, by {@code Origin}. Without either nobody says it.
 */
final class SameOrigin {
    /** Sent by the page with each action; its value does not matter. */
    static final String OWN_HEADER = "X-Sharer-Console";

    private SameOrigin() {}

    static boolean isOfThePage(HttpServletRequest request) {
        if (request.getHeader(OWN_HEADER) == null) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null
                ? isOwn(request.getHeader("Origin"), request.getHeader("Host"))
                : site.equals("same-origin");
    }

    /** Scheme and all else that a proxy in between may change is left out. */
    private static boolean isOwn(@Nullable String origin, @Nullable String host) {
        if (origin == null || host == null) {
            return false;
        }
        try {
            String authority = new URI(origin).getAuthority();
            return authority != null && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
