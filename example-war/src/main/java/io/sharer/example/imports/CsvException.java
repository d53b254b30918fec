package io.sharer.example.imports;

/** A text is no CSV file of users; the message says what is wrong, and where. */
public class CsvException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong. */
    public CsvException(String message) {
        super(message);
    }
}
