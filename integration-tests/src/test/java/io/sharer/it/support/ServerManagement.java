package io.sharer.it.support;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The platform's MBeans in the server's process, as a console on the same machine sees them. */
public final class ServerManagement {
    private static final String METASPACE = "java.lang:type=MemoryPool,name=Metaspace";

    private ServerManagement() {}

    /** The names of the MBeans of a domain. */
    public static List<String> beansOf(String domain) {
        return ask(connection -> connection.queryNames(new ObjectName(domain + ":*"), null).stream()
                .map(ObjectName::toString)
                .sorted()
                .toList());
    }

    /** What the classes in the process take, class space included. */
    public static MemoryUsage metaspace() {
        return ask(connection -> ManagementFactory.newPlatformMXBeanProxy(connection, METASPACE, MemoryPoolMXBean.class)
                .getUsage());
    }

    /** A connection for each question: an open one is looked after by threads of the server's process. */
    @SuppressWarnings("BanJNDI") // The address is of a process that this one has started, on this machine.
    private static <T> T ask(Question<T> question) {
        try (JMXConnector connector = JMXConnectorFactory.connect(address())) {
            return question.to(connector.getMBeanServerConnection());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JMXServiceURL address() throws IOException {
        try {
            VirtualMachine process =
                    VirtualMachine.attach(Long.toString(Server.ofThisRun().pid()));
            try {
                // One that was started before is asked for its address, and not started again.
                return new JMXServiceURL(process.startLocalManagementAgent());
            } finally {
                process.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** What is asked of the server of MBeans. */
    private interface Question<T> {
        T to(MBeanServerConnection connection) throws IOException, JMException;
    }
}
