package io.sharer.it.arquillian;

import io.sharer.it.support.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.spi.event.container.BeforeStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.api.event.ManagerStarted;

/** Chooses the server's JDK and free ports for it, before Arquillian reads of them in {@code arquillian.xml}. */
public final class ServerSetup {
    private static final List<String> PORTS = List.of(
            "server.http.port",
            "server.https.port",
            "server.management.port",
            "server.iiop.port",
            "server.iiops.port",
            "server.iiop-mutual.port",
            "server.jmx.port",
            "server.jms.port");

    void choose(@Observes(precedence = 100) ManagerStarted event) throws IOException {
        System.setProperty("arquillian.launch", Server.ofThisRun().container());
        System.setProperty(
                "server.java.home",
                Jdks.home(System.getProperty("server.jdk", "")).toString());
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (String port : PORTS) {
                // All are held until the last is found, so that no two are the same.
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                System.setProperty(port, Integer.toString(socket.getLocalPort()));
            }
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    void prepare(@Observes BeforeStart event) throws IOException {
        Server.ofThisRun().prepare();
    }
}
