package io.sharer.cdi.pool;

/** A type of which no wrapper can be made. The message is the reason, as a part of a sentence. */
final class UnwrappableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnwrappableException(String reason) {
        super(reason);
    }

    UnwrappableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
