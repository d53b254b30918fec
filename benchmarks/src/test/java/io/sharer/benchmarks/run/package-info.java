/** Tests of the program that runs the benchmarks. */
@NullMarked
package io.sharer.benchmarks.run;

import org.jspecify.annotations.NullMarked;
