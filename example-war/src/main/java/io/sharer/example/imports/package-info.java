/**
 * Importing users from CSV files in the background, a batch a turn.
 *
 * <p>{@link io.sharer.example.imports.ImportService} starts an {@code ImportRun}, which reads a
 * {@link io.sharer.example.imports.CsvUsers} batch by batch, asks the registry for a turn for each, and tells an
 * {@link io.sharer.example.imports.ImportJob} how far it is. Between two batches everybody else gets turns.
 *
 * <pre>
 * QUEUED --first turn--> RUNNING --last batch--> DONE
 *    |                      |
 *    +---- a batch is refused, or fails as a whole ----> FAILED
 * </pre>
 */
@NullMarked
package io.sharer.example.imports;

import org.jspecify.annotations.NullMarked;
