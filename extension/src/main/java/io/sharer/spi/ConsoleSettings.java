package io.sharer.spi;

import java.util.Optional;

/**
 * To whom a console shows the application, as it is configured: {@code @Inject ConsoleSettings} has what the keys
 * {@code sharer.console.*} say. Sharer itself shows nothing to people.
 *
 * @param loopback whether requests from the server's own machine, which came through no proxy, see it without a role
 * @param role whose members see it; empty if no role does
 * @param actionRole whose members, if they see it, may also act; empty if nobody may
 */
public record ConsoleSettings(boolean loopback, Optional<String> role, Optional<String> actionRole) {}
