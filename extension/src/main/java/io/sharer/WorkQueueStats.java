package io.sharer;

/**
 * What a work queue has done since it was made, and what it looks like now. The figures are read one after another
 * while the queue goes on.
 *
 * @param name the queue's name
 * @param workers how many jobs may run at once
 * @param capacity how many may wait
 * @param running how many run now
 * @param waiting how many wait now
 * @param done how many have run and returned a value
 * @param failed how many have run and thrown something
 * @param rejected how many were refused because the queue was full
 * @param cancelled how many were taken out before they began
 */
public record WorkQueueStats(
        String name,
        int workers,
        int capacity,
        int running,
        int waiting,
        long done,
        long failed,
        long rejected,
        long cancelled) {}
