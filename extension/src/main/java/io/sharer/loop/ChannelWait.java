package io.sharer.loop;

import io.sharer.waits.Blockers;

/** What a future stands for that waits in line for a channel. */
final class ChannelWait implements Pending {
    private final LoopLife life;
    private final String description;
    private final Runnable leave;

    ChannelWait(LoopLife life, String description, Runnable leave) {
        this.life = life;
        this.description = description;
        this.leave = leave;
    }

    @Override
    public void withdraw(boolean byCancelling) {
        leave.run();
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
