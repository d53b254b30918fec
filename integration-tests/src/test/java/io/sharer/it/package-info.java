/**
 * Tests that need a server: the extension in a WAR of its own ({@code server}), the example ({@code example}), its page
 * in a browser ({@code page}), and what they share ({@code support}).
 */
@NullMarked
package io.sharer.it;

import org.jspecify.annotations.NullMarked;
