package io.sharer.console;

import io.sharer.spi.ConsoleSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who may see the console, and who may act in it. By default nobody sees it, and so nobody acts. Thread-safe. */
final class ConsoleAccess {
    private final ConsoleSettings settings;

    ConsoleAccess(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** Whether the caller may know that there is a console. */
    boolean maySee(HttpServletRequest request) {
        return isIn(settings.role(), request) || (settings.loopback() && LocalRequest.isLocal(request));
    }

    /** Whether the caller, who sees it, has the role for actions: to come from this machine is not enough. */
    boolean mayAct(HttpServletRequest request) {
        return isIn(settings.actionRole(), request);
    }

    /** Why the caller may not act with this request; empty if it may. */
    Optional<Refusal> refusalToAct(HttpServletRequest request) {
        if (settings.actionRole().isEmpty()) {
            return Optional.of(ConsoleMessages.actionsAreOff());
        }
        if (!mayAct(request)) {
            return Optional.of(ConsoleMessages.notInRole(settings.actionRole().get()));
        }
        return SameOrigin.isOfThePage(request) ? Optional.empty() : Optional.of(ConsoleMessages.fromElsewhere());
    }

    private static boolean isIn(Optional<String> role, HttpServletRequest request) {
        return role.isPresent() && request.isUserInRole(role.get());
    }
}
