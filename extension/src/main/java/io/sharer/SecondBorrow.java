package io.sharer;

/**
 * What becomes of a thread that holds an object of a pool and would have to wait for another one of it: the classic way
 * to exhaust a pool, when enough threads do it at the same time. Looked at only where the borrower would have to wait.
 */
public enum SecondBorrow {
    /** It waits as any other. */
    ALLOW,

    /** It waits as any other, and a warning names the line of code, once for each. */
    WARN,

    /** It fails at once, with a {@link SecondBorrowException}. */
    REFUSE
}
