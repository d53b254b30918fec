/** Pools in CDI. */
@NullMarked
package io.sharer.cdi.pool;

import org.jspecify.annotations.NullMarked;
