/** What the tests of this module need of the server, seen from outside. */
@NullMarked
package io.sharer.it.support;

import org.jspecify.annotations.NullMarked;
