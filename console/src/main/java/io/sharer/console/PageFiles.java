package io.sharer.console;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the page, read once: those that are listed here, and no other, whatever is asked for. Immutable. */
final class PageFiles {
    private static final List<String> NAMES = List.of(
            "index.html",
            "console.css",
            "icon.svg",
            "actions.js",
            "deadlocks.js",
            "dom.js",
            "format.js",
            "history.js",
            "loops.js",
            "main.js",
            "overview.js",
            "plot.js",
            "poll.js",
            "pools.js",
            "queues.js",
            "scopes.js",
            "table.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml",
            "js", "text/javascript;charset=UTF-8");

    private final Map<String, PageFile> byName;

    private PageFiles(Map<String, PageFile> byName) {
        this.byName = byName;
    }

    /** One file. */
    static final class PageFile {
        private final String type;
        private final byte[] bytes;

        private PageFile(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        String type() {
            return type;
        }

        /** As it is: whoever gets it only reads it. */
        byte[] bytes() {
            return bytes;
        }
    }

    /** Reads all of them. */
    static PageFiles load() throws IOException {
        Map<String, PageFile> files = new HashMap<>();
        for (String name : NAMES) {
            try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
                if (in == null) {
                    throw new FileNotFoundException("the console's jar is not whole: it has no " + name);
                }
                files.put(name, new PageFile(typeOf(name), in.readAllBytes()));
            }
        }
        return new PageFiles(Map.copyOf(files));
    }

    private static String typeOf(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    /** The file of that name, if there is one. */
    Optional<PageFile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
