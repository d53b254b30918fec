package io.sharer.console;

import io.sharer.PoolException;
import io.sharer.SharerControl;
import jakarta.json.Json;
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
 * Does what the page asks for, and has logged before who asks. Whether that is allowed was decided before.
 *
 * <p>A wish is a small JSON object, and everything in it is checked before anything is done.
 */
final class Actions {
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
        return switch (action) {
            case "evict-idle" -> evictIdle(read(request), request);
            case "resize" -> resize(read(request), request);
            case "cancel" -> cancel(read(request), request);
            default -> null;
        };
    }

    private JsonObject evictIdle(JsonObject wish, HttpServletRequest request) throws RefusedException {
        String pool = text(wish, "pool");
        return perform(request, "evict what is idle in the pool " + AuditLog.quoted(pool), log -> {
            control.evictIdle(pool);
            return true;
        });
    }

    private JsonObject resize(JsonObject wish, HttpServletRequest request) throws RefusedException {
        String pool = text(wish, "pool");
        int min = size(wish, "min");
        int max = size(wish, "max");
        String what = "resize the pool %s to %d to %s objects"
                .formatted(AuditLog.quoted(pool), min, max == 0 ? "any number of" : max);
        return perform(request, what, log -> {
            control.resize(pool, min, max);
            return true;
        });
    }

    private JsonObject cancel(JsonObject wish, HttpServletRequest request) throws RefusedException {
        String queue = text(wish, "queue");
        long id = number(wish, "id");
        return perform(request, "cancel body %d in the queue %s".formatted(id, AuditLog.quoted(queue)), log -> {
            boolean cancelled = control.cancel(queue, id);
            if (!cancelled) {
                log.failed("it does not wait there any more");
            }
            return cancelled;
        });
    }

    /** Something that was read and can be tried, and says whether it was done. */
    private interface Deed {
        boolean isDone(AuditLog log);
    }

    private static JsonObject perform(HttpServletRequest request, String what, Deed deed) throws RefusedException {
        AuditLog log = AuditLog.begin(request, what);
        try {
            return Json.createObjectBuilder().add("done", deed.isDone(log)).build();
        } catch (IllegalArgumentException | PoolException e) {
            // Of the control: no such thing, a size that cannot be, or the application is just ending.
            log.failed(e.getMessage());
            throw new RefusedException(ConsoleMessages.impossible(String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            log.failed(e.toString());
            throw e;
        }
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
        } catch (RuntimeException | StackOverflowError e) {
            // Not a JsonException only: parsers have others for what is too deep, too long or too large.
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
        } catch (RuntimeException e) {
            // Not an ArithmeticException only: parsers have others for what has too many digits.
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
}
