@NullMarked
package io.sharer.testkit;

import org.jspecify.annotations.NullMarked;
