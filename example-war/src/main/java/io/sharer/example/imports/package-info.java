/**
 * Importing users from CSV files in the background, a batch a turn.
 *
 * <p>{@link io.sharer.example.imports.ImportService} starts an import and keeps its
 * {@link io.sharer.example.imports.ImportJob}, which tells how far it is.
 * {@link io.sharer.example.imports.ManagedImports} run it in a resource scope, of which
 * {@link io.sharer.example.WaitingRows} are the one resource: a temporary table, which goes with the scope however the
 * import ends. An {@code ImportRun} copies a {@link io.sharer.example.imports.CsvUsers} into that table, and then
 * imports what waits there, a turn for each batch. Between two batches everybody else gets turns.
 *
 * <pre>
 * QUEUED --first turn--> RUNNING --last batch--> DONE
 *    |                      |
 *    +---- a batch is refused, or fails as a whole, or the application ends ----> FAILED
 * </pre>
 */
@NullMarked
package io.sharer.example.imports;

import org.jspecify.annotations.NullMarked;
