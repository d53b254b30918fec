package io.sharer;

/** Whether a body needs the resource alone while it has its turn. */
public enum Access {
    /** The body has the resource alone. */
    WRITE,
    /** The body may run together with other readers, but never beside a writer. */
    READ
}
