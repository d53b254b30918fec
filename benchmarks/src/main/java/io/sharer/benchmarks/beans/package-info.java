/** The beans of the CDI benchmarks: three that do the same, and differ in what stands before them. */
@NullMarked
package io.sharer.benchmarks.beans;

import org.jspecify.annotations.NullMarked;
