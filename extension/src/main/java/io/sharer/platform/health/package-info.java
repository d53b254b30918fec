/** Tells MicroProfile Health whether the application is ready, where that is present. */
@NullMarked
package io.sharer.platform.health;

import org.jspecify.annotations.NullMarked;
