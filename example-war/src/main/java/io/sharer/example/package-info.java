/**
 * A user registry on one SQLite connection: what it keeps, and the one bean through which everybody takes turns on it.
 *
 * <p>{@link io.sharer.example.UserStore} is plain Java, made for one caller at a time.
 * {@link io.sharer.example.UserRegistry} puts {@link io.sharer.Shared} around it, and that is all the locking there is.
 */
@NullMarked
package io.sharer.example;

import org.jspecify.annotations.NullMarked;
