package io.sharer.console;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Logs who does what: before it is done, so that it is told whatever comes of it, and afterwards if it failed.
 *
 * <p>Names may be anything, of users and of what the application has. So each stands in quotes, and what would end
 * those, or the line, is escaped.
 */
final class AuditLog {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final String who;
    private final String from;
    private final String what;

    private AuditLog(String who, String from, String what) {
        this.who = who;
        this.from = from;
        this.what = what;
    }

    /** The caller is about to do this. */
    static AuditLog begin(HttpServletRequest request, String what) {
        String user = request.getRemoteUser();
        AuditLog log = new AuditLog(
                user == null ? "somebody" : quoted(user), quoted(String.valueOf(request.getRemoteAddr())), what);
        String text = ConsoleMessages.acts(log.who, log.from, what);
        LOG.log(System.Logger.Level.INFO, text);
        return log;
    }

    /** It was not done, or not to its end. */
    void failed(@Nullable String why) {
        String text = ConsoleMessages.failed(who, from, what, quoted(String.valueOf(why)));
        LOG.log(System.Logger.Level.INFO, text);
    }

    /** In quotes, on one line, and so that it is clear where it ends. */
    static String quoted(String name) {
        StringBuilder text = new StringBuilder("'");
        name.codePoints().forEach(each -> {
            if (each == '\'' || each == '\\') {
                text.append('\\').appendCodePoint(each);
            } else if (isPlain(each)) {
                text.appendCodePoint(each);
            } else {
                for (char half : Character.toChars(each)) {
                    text.append("\\u%04x".formatted((int) half));
                }
            }
        });
        return text.append('\'').toString();
    }

    private static boolean isPlain(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
