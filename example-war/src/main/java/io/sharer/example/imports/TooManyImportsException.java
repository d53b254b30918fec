package io.sharer.example.imports;

/** As many imports go on as may at once. */
public class TooManyImportsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With how many may. */
    public TooManyImportsException(int most) {
        super("%d imports go on already; wait until one has ended".formatted(most));
    }
}
