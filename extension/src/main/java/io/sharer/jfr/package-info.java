/**
 * What the JDK's flight recorder is told: {@code sharer.TurnWait}, {@code sharer.TurnHeld} and {@code sharer.Lease}.
 *
 * <p>The engines call {@code FlightEvents} and {@code HeldTurns}, which know nothing of {@code jdk.jfr}; the classes of
 * the events, and {@code Recordings}, which makes them, are loaded only where that module is.
 *
 * <p><b>What it costs when nothing is recorded.</b> A turn that is free takes the way that it took before: it is only
 * asked whether one records where a turn is timed anyway, which is a sample of the short ones. Who waits, a queued body
 * and a loan ask each time: one read of a field that is never written, and no clock and no object. While a recording
 * runs each turn is timed; in a queue of short turns that begins with the next of the sample, some hundreds of turns
 * later.
 */
@NullMarked
package io.sharer.jfr;

import org.jspecify.annotations.NullMarked;
