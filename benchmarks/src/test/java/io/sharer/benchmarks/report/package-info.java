/** Tests of what is made of a run's figures. */
@NullMarked
package io.sharer.benchmarks.report;

import org.jspecify.annotations.NullMarked;
