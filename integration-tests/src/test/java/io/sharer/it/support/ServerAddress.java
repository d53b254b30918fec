package io.sharer.it.support;

import java.net.URI;

/** Where the server of this test run listens. */
public final class ServerAddress {
    private ServerAddress() {}

    /** The root of everything that is deployed. */
    public static URI root() {
        return URI.create("http://127.0.0.1:" + Integer.getInteger("server.http.port") + "/");
    }
}
