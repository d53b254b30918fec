/** What the example promises, and what happens without {@link io.sharer.Shared}: {@code ContentionTable}. */
@NullMarked
package io.sharer.example;

import org.jspecify.annotations.NullMarked;
