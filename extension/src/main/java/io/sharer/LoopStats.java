package io.sharer;

/**
 * What an event loop has done since it was made, and what it looks like now. The figures are read one after another
 * while the loop goes on. What concerns the bodies on the loop itself is told by {@link EventLoop#stats()}.
 *
 * @param name the loop's name
 * @param state where it stands
 * @param starts how often it was started
 * @param pending how many futures it has given away that are not done
 * @param tasks how many tasks run now
 * @param workers how many threads may do blocking work at once
 * @param busyWorkers how many do now
 * @param waitingWork how much blocking work waits for one of them
 * @param failures how many failures were told to the failure handler
 * @param blocked how many bodies have kept the loop for longer than the watchdog's limit
 */
public record LoopStats(
        String name,
        LoopState state,
        long starts,
        long pending,
        int tasks,
        int workers,
        int busyWorkers,
        int waitingWork,
        long failures,
        long blocked) {}
