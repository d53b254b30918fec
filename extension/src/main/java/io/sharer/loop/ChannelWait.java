package io.sharer.loop;

import io.sharer.waits.Blockers;
import java.util.function.BooleanSupplier;

/** What a future stands for that waits in line for a channel. */
final class ChannelWait implements Pending {
    private final LoopLife life;
    private final String description;
    private final BooleanSupplier leave;

    /**
     * A place in line.
     *
     * @param leave takes it out of its line; false if it has been served, or refused, meanwhile
     */
    ChannelWait(LoopLife life, String description, BooleanSupplier leave) {
        this.life = life;
        this.description = description;
        this.leave = leave;
    }

    @Override
    public boolean withdraw(boolean byCancelling) {
        return leave.getAsBoolean();
    }

    @Override
    public void cancelBegun(boolean interrupt) {
        // It is a place in line, and has been left.
    }

    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public boolean endsAtStop() {
        return false;
    }

    @Override
    public Blockers blockers() {
        return LoopBlockers.ofLoop(life, description);
    }

    @Override
    public String description() {
        return description;
    }
}
