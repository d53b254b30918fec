package io.sharer.jfr;

/** An event that has begun. */
public interface Recording {
    /**
     * It is over: tells the recorder, if it has lasted for long enough. Called once.
     *
     * @param outcome how it ended, in a word
     */
    void end(String outcome);
}
