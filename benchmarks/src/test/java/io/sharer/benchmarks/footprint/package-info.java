/** Tests of what idle queues take. */
@NullMarked
package io.sharer.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
