package io.sharer.pool;

import java.util.List;

/**
 * What becomes of an object after a call on it has thrown something.
 *
 * @param discardOn these have it closed, beside unchecked exceptions and errors
 * @param keepOn these leave it as it is, whatever else is said
 */
public record DiscardRule(List<Class<? extends Throwable>> discardOn, List<Class<? extends Throwable>> keepOn) {
    /** Unchecked exceptions and errors discard, others leave it open. */
    public static final DiscardRule DEFAULT = new DiscardRule(List.of(), List.of());

    /** What becomes of the object. */
    enum Verdict {
        /** It is as good as before. */
        KEEP,
        /** It is checked before it is lent again. */
        CHECK,
        /** It is closed. */
        DISCARD
    }

    /** Copies both. */
    public DiscardRule {
        discardOn = List.copyOf(discardOn);
        keepOn = List.copyOf(keepOn);
    }

    Verdict after(Throwable thrown) {
        if (keepOn.stream().anyMatch(type -> type.isInstance(thrown))) {
            return Verdict.KEEP;
        }
        boolean unchecked = thrown instanceof RuntimeException || thrown instanceof Error;
        return unchecked || discardOn.stream().anyMatch(type -> type.isInstance(thrown))
                ? Verdict.DISCARD
                : Verdict.CHECK;
    }
}
