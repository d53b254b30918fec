/**
 * A user registry in SQLite, which lets many read while one writes.
 *
 * <p><b>Writing.</b> {@link io.sharer.example.UserStore} is plain Java, made for one caller at a time on one
 * connection. {@link io.sharer.example.UserRegistry} puts {@link io.sharer.Shared} around it, and that is all the
 * locking there is.
 *
 * <p><b>Reading.</b> {@link io.sharer.example.UserQueries} are plain Java, too. {@link io.sharer.example.UserSearch}
 * asks them on the connection that its request has been lent: {@link io.sharer.example.ReadConnections} makes those,
 * and {@link io.sharer.Pooled} does the lending. The registry opens the database before the first of them, and closes
 * it after the last.
 *
 * <p><b>Looking after it.</b> {@link io.sharer.example.Compaction} is a task of the application's event loop, and takes
 * a turn a day to give back what the file does not need. {@link io.sharer.example.WaitingRows} are a temporary table
 * for as long as the resource scope of an import.
 *
 * <p><b>Settings.</b> Where the database is, and when it is compacted, depends on the server:
 * {@link io.sharer.example.Start} binds the {@link io.sharer.example.Settings} when the application starts, and
 * {@link io.sharer.Late} has them injected before.
 */
@NullMarked
package io.sharer.example;

import org.jspecify.annotations.NullMarked;
