/** What the package of the same name promises. */
@NullMarked
package io.sharer.example.rest;

import org.jspecify.annotations.NullMarked;
