package io.sharer.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** Tells browsers, with every answer, to trust nothing but the console's own files, and to tell nobody of it. */
final class ProtectiveHeaders {
    private static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private ProtectiveHeaders() {}

    /** In place of what a filter of the application's may have said. */
    static void addTo(HttpServletResponse response) {
        ALL.forEach(response::setHeader);
    }
}
