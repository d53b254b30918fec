package io.sharer.it.arquillian;

import io.sharer.it.support.Server;
import io.sharer.it.support.ServerTools;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Makes Arquillian use the server that the build has chosen. */
public final class ServerExtension implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(ServerSetup.class);
        // Where there is a connector it registers itself, and there may be only one.
        if (Server.ofThisRun() instanceof ServerTools) {
            builder.service(DeployableContainer.class, ToolsContainer.class);
        }
    }
}
