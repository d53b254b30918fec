package io.sharer.it.arquillian;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Nothing: the {@link io.sharer.it.support.Server} knows all. */
public final class ToolsConfiguration implements ContainerConfiguration {
    @Override
    public void validate() {}
}
