/** The table of servers in {@code docs/servers.md}, made of what the test runs have left. */
@NullMarked
package io.sharer.it.table;

import org.jspecify.annotations.NullMarked;
