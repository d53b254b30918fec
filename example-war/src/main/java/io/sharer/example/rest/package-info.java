/**
 * The registry over HTTP: resources that read requests and call the beans, and what they have in common: the limit on a
 * body's size, JSON, and one answer for each kind of failure ({@code Failure}).
 *
 * <p>Resources are injected into fields and not into constructors, for not every implementation of Jakarta REST would
 * call those.
 */
@NullMarked
package io.sharer.example.rest;

import org.jspecify.annotations.NullMarked;
