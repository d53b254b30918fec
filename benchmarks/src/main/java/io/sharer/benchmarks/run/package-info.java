/** Runs the benchmarks of a subject and writes down what they have measured; {@code Benchmarks} is the program. */
@NullMarked
package io.sharer.benchmarks.run;

import org.jspecify.annotations.NullMarked;
