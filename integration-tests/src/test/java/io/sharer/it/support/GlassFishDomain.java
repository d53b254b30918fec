package io.sharer.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A domain as GlassFish and Payara come with it, changed for a test run: on loopback, at free ports, with one database.
 */
final class GlassFishDomain {
    private static final String LOOPBACK = "127.0.0.1";

    /** Listeners by name, or by identity, and the properties that hold their ports. */
    private static final Map<String, String> LISTENERS = Map.of(
            "http-listener-1", "server.http.port",
            "http-listener-2", "server.https.port",
            "admin-listener", "server.management.port",
            "orb-listener-1", "server.iiop.port",
            "SSL", "server.iiops.port",
            "SSL_MUTUALAUTH", "server.iiop-mutual.port",
            "system", "server.jmx.port");

    private final Document document;
    private final Element server;

    private GlassFishDomain(Document document) {
        this.document = document;
        this.server = elements("config").stream()
                .filter(config -> config.getAttribute("name").equals("server-config"))
                .findFirst()
                .orElseThrow();
    }

    /** Makes {@code target} a fresh copy of {@code source}, and changes it. */
    static void copy(Path source, Path target) throws IOException {
        delete(target);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = target.resolve(source.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path xml = target.resolve("config").resolve("domain.xml");
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
            GlassFishDomain domain = new GlassFishDomain(document);
            domain.listenOnLoopback();
            domain.stayAlone();
            domain.startNoBroker();
            domain.takeGroupsForRoles();
            domain.useADatabaseInMemory();
            domain.runOnTheChosenJdk();
            // Payara has one of its own, and is content with this one.
            Files.copy(Server.databaseDriver(), target.resolve("lib").resolve("h2.jar"));
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(xml.toFile()));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Cannot change " + xml, e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    private void listenOnLoopback() {
        for (String kind : List.of("network-listener", "iiop-listener", "jmx-connector")) {
            for (Element listener : elements(server, kind)) {
                String name = listener.getAttribute(listener.hasAttribute("id") ? "id" : "name");
                listener.setAttribute("address", LOOPBACK);
                listener.setAttribute("port", System.getProperty(LISTENERS.getOrDefault(name, name)));
            }
        }
    }

    /** Payara looks for others of its kind in the network, and tells where it is. */
    private void stayAlone() {
        for (Element cluster : elements(server, "hazelcast-config-specific-configuration")) {
            cluster.setAttribute("enabled", "false");
        }
        for (Element cluster : elements("hazelcast-runtime-configuration")) {
            cluster.setAttribute("interface", LOOPBACK);
        }
    }

    /** The broker of messages that comes with the server listens everywhere, and nothing here sends any. */
    private void startNoBroker() {
        List<Element> services = elements(server, "jms-service");
        Element service = services.isEmpty() ? document.createElement("jms-service") : services.get(0);
        service.setAttribute("type", "REMOTE");
        service.setAttribute("default-jms-host", "nobody");
        Element host = document.createElement("jms-host");
        host.setAttribute("name", "nobody");
        host.setAttribute("host", LOOPBACK);
        host.setAttribute("port", System.getProperty("server.jms.port"));
        service.appendChild(host);
        if (services.isEmpty()) {
            server.appendChild(service);
        }
    }

    private void takeGroupsForRoles() {
        for (Element security : elements(server, "security-service")) {
            security.setAttribute("activate-default-principal-to-role-mapping", "true");
        }
    }

    /** The default one listens, or is a server of its own that somebody has to start. */
    private void useADatabaseInMemory() {
        for (Element pool : elements("jdbc-connection-pool")) {
            String name = pool.getAttribute("name");
            if (name.equals("DerbyPool") || name.equals("H2Pool")) {
                pool.setAttribute("datasource-classname", "org.h2.jdbcx.JdbcDataSource");
                while (pool.hasChildNodes()) {
                    pool.removeChild(pool.getFirstChild());
                }
                Element url = document.createElement("property");
                url.setAttribute("name", "URL");
                url.setAttribute("value", "jdbc:h2:mem:tests;DB_CLOSE_DELAY=-1");
                pool.appendChild(url);
            }
        }
    }

    private void runOnTheChosenJdk() {
        Element java = elements(server, "java-config").get(0);
        java.setAttribute("java-home", System.getProperty("server.java.home"));
        for (String option : List.of(
                Server.compiler(),
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Dexample.db=" + System.getProperty("example.db"))) {
            Node element = document.createElement("jvm-options");
            element.setTextContent(option);
            java.appendChild(element);
        }
    }

    private List<Element> elements(String name) {
        return elements(document.getDocumentElement(), name);
    }

    private static List<Element> elements(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
