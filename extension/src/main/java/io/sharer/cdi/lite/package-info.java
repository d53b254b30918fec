/**
 * Turns on a container of CDI Lite, which runs no portable extension: {@code LiteExtension} is a build compatible one.
 */
@NullMarked
package io.sharer.cdi.lite;

import org.jspecify.annotations.NullMarked;
