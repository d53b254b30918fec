package io.sharer.example;

/**
 * What came of a compaction.
 *
 * @param bytes how large the database was
 * @param unusedBytes how many of them held nothing
 * @param compacted whether those were given back: not if they were too few to be worth it
 */
public record CompactionReport(long bytes, long unusedBytes, boolean compacted) {}
