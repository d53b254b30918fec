/**
 * The extension inside a server, in a small WAR of its own: what a body finds around itself, and how turns and
 * transactions go together.
 *
 * <p>Most of these tests run in the server, as part of a request.
 */
@NullMarked
package io.sharer.it.server;

import org.jspecify.annotations.NullMarked;
