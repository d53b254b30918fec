package io.sharer.it.server;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Tells what it runs on, as properties. */
@WebServlet("/facts")
public class FactsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings({"NullAway.Init", "serial"})
    private BeanManager beans;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Properties facts = new Properties();
        facts.setProperty("server", getServletContext().getServerInfo());
        facts.setProperty("jdk", System.getProperty("java.version"));
        facts.setProperty("feature", Integer.toString(Runtime.version().feature()));
        facts.setProperty(
                "servlet",
                getServletContext().getMajorVersion() + "."
                        + getServletContext().getMinorVersion());
        facts.setProperty("cdi", implementationOf(beans.getClass()));
        response.setContentType("text/plain;charset=ISO-8859-1");
        facts.store(response.getOutputStream(), "What this server says of itself");
    }

    /** Product and version of the jar that a class of a CDI implementation comes from. */
    private static String implementationOf(Class<?> type) throws IOException {
        String product = type.getName().startsWith("org.jboss.weld.") ? "Weld" : type.getName();
        String file = type.getName().replace('.', '/') + ".class";
        String url = String.valueOf(type.getResource("/" + file));
        try (InputStream in = new URL(url.replace(file, "META-INF/MANIFEST.MF")).openStream()) {
            Attributes attributes = new Manifest(in).getMainAttributes();
            String version = attributes.getValue("Implementation-Version");
            return product + " " + (version == null ? attributes.getValue("Bundle-Version") : version);
        }
    }
}
