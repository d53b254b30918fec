package io.sharer;

/** When a turn ends. */
public enum Until {
    /** When the method has returned or, if it returned a stage, when that stage is done. */
    RETURN,
    /** When the transaction around the call has completed, if there is one. */
    COMMIT
}
