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
 * WAR, is called {@code shop#2}. The MBeans hold the registry and nothing else, read it when they are asked, and are
 * unregistered when the application ends.
 */
@NullMarked
package io.sharer.platform.jmx;

import org.jspecify.annotations.NullMarked;
