/**
 * Makes tables and a chart of what JMH has measured: from the same JSON always the same text.
 *
 * <p>{@code Results} reads. {@code TurnsReport} and {@code PoolsReport} say what is told of it, {@code TurnGoals} and
 * {@code PoolGoals} what was to be reached; {@code Page} and {@code Tables} write Markdown, {@code Chart} draws.
 */
@NullMarked
package io.sharer.benchmarks.report;

import org.jspecify.annotations.NullMarked;
