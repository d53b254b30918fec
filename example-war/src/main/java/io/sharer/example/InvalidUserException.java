package io.sharer.example;

/** What somebody wants to add is no user; the message says why, in words for whoever typed it. */
public class InvalidUserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With all that is wrong. */
    public InvalidUserException(String message) {
        super(message);
    }
}
