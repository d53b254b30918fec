package io.sharer;

import java.util.List;

/**
 * The resource scopes of an application as they look now.
 *
 * @param stats the figures
 * @param open the names of those that are open, which say where each was opened
 */
public record ScopesInfo(ResourceStats stats, List<String> open) {
    /**
     * Keeps a copy of the list.
     *
     * @param stats the figures
     * @param open the names of those that are open
     */
    public ScopesInfo {
        open = List.copyOf(open);
    }
}
