/**
 * Shows the registry to JMX, where the module {@code java.management} is there.
 *
 * <p>{@code ManagementView} registers an MBean for each queue, pool and loop, one for the scopes and one for the
 * application, under names that stay the same from start to start:
 *
 * <pre>
 *   io.sharer:type=Queue,application=shop,name="till"
 * </pre>
 *
 * The MBean of the application claims its name: who comes second with the same one, as a second deployment of the same
 * WAR, is called {@code shop#2}. What there is to read is listed in {@code Attributes}; each MBean is a
 * {@code ReadBean} of such a list, an MXBean without an interface of its own. It reads its one thing in the registry
 * when it is asked, once for all attributes that are asked for together. All are unregistered when the application
 * ends, the application's own last.
 */
@NullMarked
package io.sharer.platform.jmx;

import org.jspecify.annotations.NullMarked;
