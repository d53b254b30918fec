package io.sharer.console;

import jakarta.servlet.http.HttpServletResponse;

/** All that the console says: to who uses it, with the answer, and to the log. */
final class ConsoleMessages {
    private ConsoleMessages() {}

    static Refusal actionsAreOff() {
        return new Refusal(
                HttpServletResponse.SC_FORBIDDEN,
                "SHARER-513: nobody may act in this console, because no role is configured for it. To allow a role,"
                        + " configure sharer.console.action-role.");
    }

    static Refusal notInRole(String role) {
        return new Refusal(
                HttpServletResponse.SC_FORBIDDEN,
                "SHARER-514: to act you have to be in the role '%s' (sharer.console.action-role). Log in as somebody who is."
                        .formatted(role));
    }

    static Refusal fromElsewhere() {
        return new Refusal(
                HttpServletResponse.SC_FORBIDDEN,
                "SHARER-515: the request does not come from the console's own page, so nothing was done. Use the page, or"
                        + " send X-Sharer-Console and an Origin that is the server's own.");
    }

    static Refusal unreadable(String why) {
        return new Refusal(
                HttpServletResponse.SC_BAD_REQUEST,
                "SHARER-516: the request cannot be read, so nothing was done: %s.".formatted(why));
    }

    static Refusal impossible(String why) {
        return new Refusal(HttpServletResponse.SC_CONFLICT, "SHARER-517: that cannot be done. %s".formatted(why));
    }

    /** All of these have been put in quotes, and what is inside them escaped, where they are anybody's. */
    static String acts(String who, String from, String what) {
        return "SHARER-518: %s, from %s, uses the console to %s.".formatted(who, from, what);
    }

    static String failed(String who, String from, String what, String why) {
        return "SHARER-519: it failed to %s, for which %s, from %s, used the console: %s."
                .formatted(what, who, from, why);
    }
}
