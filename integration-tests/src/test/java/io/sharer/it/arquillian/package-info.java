/**
 * How Arquillian comes by the server of a test run: which JDK it runs on, where it listens, and how one is started and
 * deployed to for which there is no connector.
 */
@NullMarked
package io.sharer.it.arquillian;

import org.jspecify.annotations.NullMarked;
