/** What the package of the same name promises. */
@NullMarked
package io.sharer.example.imports;

import org.jspecify.annotations.NullMarked;
