/**
 * What turns cost, beside what people use instead: each benchmark runs Sharer and its peers in the same run, for on
 * another day or machine only their ratio means anything.
 */
@NullMarked
package io.sharer.benchmarks;

import org.jspecify.annotations.NullMarked;
