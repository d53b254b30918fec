/**
 * Joins CDI to late bindings.
 *
 * <ul>
 *   <li>{@code LateExtension} hears of all injection points. Each type, with its qualifiers, that is injected
 *       {@code @Late} or as a {@code LateBinding} is a {@code LateDefinition}, which knows where that is, and has what
 *       is bound. {@code LateDefinitions} collect them, and tell which cannot be. {@code LateAlone} keeps one without
 *       further qualifiers apart from those with some.
 *   <li>For interfaces the extension adds a dependent bean, whose instances are proxies that know where they are
 *       injected. For classes it is a bean of a normal scope of its own, so that the container makes the proxy:
 *       {@code LateContext} finds for each call what is bound.
 *   <li>What factories have made is closed when all beans have gone, which may use it until then.
 * </ul>
 */
@NullMarked
package io.sharer.cdi.late;

import org.jspecify.annotations.NullMarked;
