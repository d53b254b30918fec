/**
 * Joins CDI to configuration: one for each application, which the other extensions ask.
 *
 * <p>{@code ConfigurationExtension} has it. What is wrong for the application as a whole is a definition error of its
 * own; what is wrong for a queue, a pool or a loop is told by the extension that has those, with their other problems.
 */
@NullMarked
package io.sharer.cdi.config;

import org.jspecify.annotations.NullMarked;
