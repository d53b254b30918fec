/** The console's servlet in a server of its own, asked as anybody may ask it. */
@NullMarked
package io.sharer.console;

import org.jspecify.annotations.NullMarked;
