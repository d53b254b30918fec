package io.sharer.it.arquillian;

import io.sharer.it.support.Server;
import io.sharer.it.support.ServerAddress;
import io.sharer.it.support.ServerTools;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Manifest;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** A server that is driven by the tools it comes with. */
public final class ToolsContainer implements DeployableContainer<ToolsConfiguration> {
    private final ServerTools server = (ServerTools) Server.ofThisRun();

    @Override
    public Class<ToolsConfiguration> getConfigurationClass() {
        return ToolsConfiguration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public void start() throws LifecycleException {
        try {
            server.start();
        } catch (IOException e) {
            throw new LifecycleException("The server did not start", e);
        }
    }

    @Override
    public void stop() throws LifecycleException {
        try {
            server.stop();
        } catch (IOException e) {
            throw new LifecycleException("The server did not stop", e);
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        String name = nameOf(archive);
        try {
            Path directory = Files.createDirectories(Path.of(System.getProperty("server.base"), "archives"));
            Path file = directory.resolve(archive.getName());
            archive.as(ZipExporter.class).exportTo(file.toFile(), true);
            server.deploy(name, file, asksForLibrary(archive));
        } catch (IOException e) {
            throw new DeploymentException("Could not deploy " + archive.getName(), e);
        }
        URI root = ServerAddress.root();
        return new ProtocolMetaData()
                .addContext(new HTTPContext(root.getHost(), root.getPort())
                        .add(new Servlet(ServletMethodExecutor.ARQUILLIAN_SERVLET_NAME, "/" + name)));
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            server.undeploy(nameOf(archive));
        } catch (IOException e) {
            throw new DeploymentException("Could not undeploy " + archive.getName(), e);
        }
    }

    /** As archives do it for WildFly, which needs nobody to tell. */
    private static boolean asksForLibrary(Archive<?> archive) throws IOException {
        Node file = archive.get("META-INF/MANIFEST.MF");
        if (file == null) {
            return false;
        }
        try (InputStream in = file.getAsset().openStream()) {
            String dependencies = new Manifest(in).getMainAttributes().getValue("Dependencies");
            return dependencies != null && dependencies.startsWith("io.sharer ");
        }
    }

    private static String nameOf(Archive<?> archive) {
        String file = archive.getName();
        return file.substring(0, file.lastIndexOf('.'));
    }
}
