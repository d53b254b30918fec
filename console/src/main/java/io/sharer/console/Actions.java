package io.sharer.console;

import io.sharer.PoolException;
import io.sharer.SharerControl;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Does what the page asks for, and notes who asked. Whether that is allowed was decided before.
 *
 * <p>A wish is a small JSON object, and everything in it is checked before anything is done.
 */
final class Actions {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    /** Longer than any wish with a name that people can read. */
    private static final int LONGEST_WISH = 16_384;

    private final SharerControl control;

    Actions(SharerControl control) {
        this.control = control;
    }

    /** Thrown for a wish that cannot be done; nothing was. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        private RefusedException(Refusal refusal) {
            super(refusal.message());
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /**
     * Does it.
     *
     * @return what came of it; {@code null} if there is no such action
     */
    @Nullable JsonObject perform(String action, HttpServletRequest request) throws IOException, RefusedException {
        try {
            return switch (action) {
                case "evict-idle" -> evictIdle(read(request), request);
                case "resize" -> resize(read(request), request);
                case "cancel" -> cancel(read(request), request);
                default -> null;
            };
        } catch (IllegalArgumentException | PoolException e) {
            // Of the control: no such thing, a size that cannot be, or the application is just ending.
            throw new RefusedException(ConsoleMessages.impossible(String.valueOf(e.getMessage())));
        }
    }

    private JsonObject evictIdle(JsonObject wish, HttpServletRequest request) throws RefusedException {
        String pool = text(wish, "pool");
        control.evictIdle(pool);
        note(request, "evict what is idle in the pool '%s'".formatted(pool));
        return done(true);
    }

    private JsonObject resize(JsonObject wish, HttpServletRequest request) throws RefusedException {
        String pool = text(wish, "pool");
        int min = size(wish, "min");
        int max = size(wish, "max");
        control.resize(pool, min, max);
        note(
                request,
                "resize the pool '%s' to %d to %s objects".formatted(pool, min, max == 0 ? "any number of" : max));
        return done(true);
    }

    private JsonObject cancel(JsonObject wish, HttpServletRequest request) throws RefusedException {
        String queue = text(wish, "queue");
        long id = number(wish, "id");
        boolean cancelled = control.cancel(queue, id);
        if (cancelled) {
            note(request, "cancel body %d in the queue '%s'".formatted(id, queue));
        }
        return done(cancelled);
    }

    private static JsonObject done(boolean done) {
        return Json.createObjectBuilder().add("done", done).build();
    }

    // --- What is wished for ---

    private static JsonObject read(HttpServletRequest request) throws IOException, RefusedException {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.startsWith("application/json;")) {
            throw unreadable("it is not application/json");
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_WISH + 1);
        if (body.length > LONGEST_WISH) {
            throw unreadable("it is longer than " + LONGEST_WISH + " bytes");
        }
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw unreadable("it is no JSON object");
        }
    }

    private static String text(JsonObject wish, String name) throws RefusedException {
        JsonValue value = wish.get(name);
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw unreadable("'" + name + "' is no text");
    }

    private static long number(JsonObject wish, String name) throws RefusedException {
        JsonValue value = wish.get(name);
        try {
            if (value instanceof JsonNumber number) {
                return number.longValueExact();
            }
        } catch (ArithmeticException e) {
            throw unreadable("'" + name + "' is no whole number");
        }
        throw unreadable("'" + name + "' is no number");
    }

    private static int size(JsonObject wish, String name) throws RefusedException {
        long number = number(wish, name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw unreadable("'" + name + "' is no size");
        }
        return (int) number;
    }

    private static RefusedException unreadable(String why) {
        return new RefusedException(ConsoleMessages.unreadable(why));
    }

    // --- Who wished for it ---

    private static void note(HttpServletRequest request, String what) {
        String who = request.getRemoteUser();
        String text = onOneLine(ConsoleMessages.done(
                who == null ? "somebody" : "'" + who + "'", String.valueOf(request.getRemoteAddr()), what));
        LOG.log(System.Logger.Level.INFO, text);
    }

    /** A name may be anything, and shall not look like a line of somebody else's. */
    private static String onOneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", " ");
    }
}
