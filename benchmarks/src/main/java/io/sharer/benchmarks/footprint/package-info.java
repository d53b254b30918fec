/**
 * What a queue takes that nobody uses: of one, each object; of a million, the heap and the threads.
 *
 * <p>A bean instance's own objects are those that can be reached from it and not from another instance of the same
 * bean. What can be reached from both is there once for all of them, however many there are.
 */
@NullMarked
package io.sharer.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
