package io.sharer.turn;

/** A key in the line of its bean's own queue: its calls wait for those without a key that came before. */
final class KeyPass extends Waiting {
    private final KeyQueue key;

    KeyPass(KeyQueue key) {
        super(true);
        this.key = key;
    }

    /** The turn to read has come. Outside the mutex. */
    void given() {
        key.passGiven();
    }

    @Override
    boolean isCall() {
        return false;
    }

    @Override
    boolean mayPass() {
        return false;
    }

    @Override
    boolean needsNoPlace(CallSettings settings) {
        return true;
    }
}
