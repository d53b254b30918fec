/**
 * The example's WAR on a server, driven by HTTP clients, and its database looked at behind its back.
 *
 * <p>{@code Load} is what many clients do at once, {@code Comparison} says what is wrong with what became of it.
 */
@NullMarked
package io.sharer.it.example;

import org.jspecify.annotations.NullMarked;
