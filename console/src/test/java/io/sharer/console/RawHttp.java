package io.sharer.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests as they stand on the wire: with any host, protocol and headers, as no honest client sends them. */
final class RawHttp {
    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /** What came back. */
    record Reply(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** A request to be sent. */
    final class Request {
        private final String line;
        private final List<String> headers = new ArrayList<>();
        private String body = "";
        private String host;
        private String protocol = "HTTP/1.1";

        private Request(String line) {
            this.line = line;
            this.host = "Host: localhost:" + port;
        }

        Request with(String header) {
            headers.add(header);
            return this;
        }

        Request host(String value) {
            host = value.isEmpty() ? "" : "Host: " + value;
            return this;
        }

        Request protocol(String value) {
            protocol = value;
            return this;
        }

        Request json(String text) {
            body = text;
            return with("Content-Type: application/json");
        }

        Reply send() throws IOException {
            StringBuilder text = new StringBuilder(line).append(' ').append(protocol);
            text.append("\r\nConnection: close\r\n");
            if (!host.isEmpty()) {
                text.append(host).append("\r\n");
            }
            headers.forEach(header -> text.append(header).append("\r\n"));
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            if (line.startsWith("POST")) {
                text.append("Content-Length: ").append(content.length).append("\r\n");
            }
            text.append("\r\n");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(content);
                socket.getOutputStream().flush();
                return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    Request get(String path) {
        return new Request("GET /app/sharer-console" + path);
    }

    Request request(String method, String path) {
        return new Request(method + " /app/sharer-console" + path);
    }

    private static Reply parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        List<String> lines = List.of(text.substring(0, end).split("\r\n"));
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Reply(Integer.parseInt(lines.get(0).substring(9, 12)), headers, text.substring(end + 4));
    }
}
