package io.sharer.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is that of a person, or program, at the server's own machine, as far as can be told. All of these
 * have to hold, for each alone can be had from elsewhere:
 *
 * <ul>
 *   <li>It comes from a loopback address. A proxy on this machine does, too, whoever is behind it.
 *   <li>It has no header that proxies add, and is no HTTP/1.0, which some of them speak that add none.
 *   <li>It asks for a loopback name. A page of anybody's can have the name of its own server resolved to this machine
 *       once it is in a browser here; the browser then sends that name.
 * </ul>
 */
final class LocalRequest {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+(%[\\w.-]+)?");
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Pattern PORT = Pattern.compile("(:\\d{0,5})?");

    private static final List<String> PROXY_PREFIXES = List.of("x-forwarded", "x-original-", "x-envoy-", "x-amzn-");

    private static final Set<String> PROXY_HEADERS = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-proxyuser-ip",
            "x-host",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "client-ip",
            "proxy-client-ip",
            "wl-proxy-client-ip");

    private LocalRequest() {}

    static boolean isLocal(HttpServletRequest request) {
        return isLoopbackAddress(request.getRemoteAddr())
                && !request.getProtocol().equals("HTTP/1.0")
                // Tomcat's RemoteIpFilter takes a client's word for its address, and the header away.
                && request.getAttribute("org.apache.tomcat.request.forwarded") == null
                && !isOfAnotherSite(request.getHeader("Sec-Fetch-Site"))
                && Collections.list(request.getHeaderNames()).stream().noneMatch(LocalRequest::isOfProxy)
                && asksForLoopback(request.getHeaders("Host"));
    }

    /**
     * A page of anybody's in a browser on this machine could read the answer, if the application allows all origins.
     */
    private static boolean isOfAnotherSite(@Nullable String site) {
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static boolean isLoopbackAddress(@Nullable String address) {
        if (address == null || !LITERAL.matcher(address).matches()) {
            return false;
        }
        try {
            // Looks nothing up, for it is no name.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isOfProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return PROXY_HEADERS.contains(name) || PROXY_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static boolean asksForLoopback(Enumeration<String> hosts) {
        List<String> all = Collections.list(hosts);
        return all.size() == 1 && isLoopbackHost(all.get(0).toLowerCase(Locale.ROOT));
    }

    /** Of a name or address, with or without a port. */
    private static boolean isLoopbackHost(String host) {
        for (String name : List.of("localhost", "[::1]")) {
            if (host.startsWith(name)) {
                return PORT.matcher(host.substring(name.length())).matches();
            }
        }
        int colon = host.indexOf(':');
        String address = colon < 0 ? host : host.substring(0, colon);
        return LOOPBACK_V4.matcher(address).matches()
                && PORT.matcher(host.substring(address.length())).matches();
    }
}
