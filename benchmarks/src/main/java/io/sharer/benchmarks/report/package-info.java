/**
 * Makes tables and a chart of what JMH has measured: from the same JSON always the same text.
 *
 * <p>{@code Results} reads, {@code Tables} and {@code Goals} write Markdown, {@code Chart} draws.
 */
@NullMarked
package io.sharer.benchmarks.report;

import org.jspecify.annotations.NullMarked;
