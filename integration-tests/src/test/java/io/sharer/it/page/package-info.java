/** The example's page in a headless browser, used as a person uses it. */
@NullMarked
package io.sharer.it.page;

import org.jspecify.annotations.NullMarked;
