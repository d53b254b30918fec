package io.sharer.example;

import java.util.List;

/**
 * A part of the users that a pattern matches.
 *
 * @param total how many match
 * @param users the ones of this part, by id
 */
public record UserPage(long total, List<User> users) {
    /** Keeps a copy of the list. */
    public UserPage {
        users = List.copyOf(users);
    }
}
