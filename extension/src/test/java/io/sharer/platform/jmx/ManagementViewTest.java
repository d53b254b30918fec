package io.sharer.platform.jmx;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.platform.FixedRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** MBeans of different applications, and of none that works. */
class ManagementViewTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FixedRegistry registry = new FixedRegistry();

    private String names() throws Exception {
        return server.queryNames(new ObjectName("io.sharer:*"), null).stream()
                .map(ObjectName::toString)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Test
    void twoDeploymentsOfOneApplicationDoNotClash() throws Exception {
        registry.addQueue("till");
        try (ManagementView first = new ManagementView(server, registry, "shop")) {
            ManagementView second = new ManagementView(server, registry, "shop");
            assertThat(first.claimedName()).contains("shop");
            assertThat(second.claimedName()).contains("shop#2");
            assertThat(names())
                    .contains(
                            "io.sharer:type=Queue,application=shop,name=\"till\"",
                            "io.sharer:type=Queue,application=shop#2,name=\"till\"");
            second.close();
            assertThat(names()).contains("application=shop,").doesNotContain("shop#2");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void whatComesLaterIsRegisteredByARefreshButNotAfterTheEnd() throws Exception {
        ManagementView view = new ManagementView(server, registry, "shop");
        registry.addQueue("a, strange = \"name\"*");
        view.refresh();
        view.refresh();
        assertThat(names()).contains("name=\"a, strange = \\\"name\\\"\\*\"");
        view.close();
        registry.addQueue("late");
        view.refresh();
        assertThat(names()).isEmpty();
    }

    @Test
    void aServerThatFailsHarmsNobody() {
        MBeanServer failing = (MBeanServer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MBeanServer.class}, (proxy, method, arguments) -> {
                    throw new SecurityException("no");
                });
        registry.addQueue("till");
        assertThatCode(() -> {
                    ManagementView view = new ManagementView(failing, registry, "shop");
                    view.refresh();
                    view.close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void oneMBeanReadsItsOwnQueueAloneAndOnceForAllAttributes() throws Exception {
        for (int i = 0; i < 50; i++) {
            registry.addQueue("queue " + i);
        }
        try (ManagementView view = new ManagementView(server, registry, "shop")) {
            assertThat(view.claimedName()).contains("shop");
            ObjectName name = new ObjectName("io.sharer:type=Queue,application=shop,name=\"queue 7\"");
            int reads = registry.reads();
            assertThat(server.getAttribute(name, "Length")).isEqualTo(2);
            assertThat(registry.looks()).isEqualTo(1);
            String[] all = Stream.of(server.getMBeanInfo(name).getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .toArray(String[]::new);
            assertThat(server.getAttributes(name, all)).hasSize(17);
            assertThat(registry.looks()).isEqualTo(2);
            assertThat(registry.reads()).isEqualTo(reads);
        }
    }

    /** What the consoles and alarms of others rest on. */
    @Test
    void namesAndTypesOfAttributesStay() throws Exception {
        registry.addQueue("till");
        registry.addPool("drawers", 1, "no drawer");
        try (ManagementView view = new ManagementView(server, registry, "shop")) {
            assertThat(view.claimedName()).contains("shop");
            assertThat(attributes("type=Queue,application=shop,name=\"till\""))
                    .isEqualTo(
                            "Cancelled long, Holders String[], Length int, LongestWait double, MeanRun double,"
                                    + " MeanWait double, Name String, P99Run double, P99Wait double, Queues int, Rejected long,"
                                    + " Running int, TimedOut long, TotalWait double, Turns long, Waiters String[], Waits long");
            assertThat(attributes("type=Pool,application=shop,name=\"drawers\""))
                    .isEqualTo(
                            "AbleToMakeObjects boolean, Borrows long, Closed long, Created long, Discarded long,"
                                    + " Failure String, Failures long, Idle long, Killed long, Leases String[], Lent long,"
                                    + " Live long, LongestWait double, MaxSize int, MeanWait double, MinSize int, Name String,"
                                    + " Returns long, Timeouts long, TotalWait double, Unhealthy long, Waiting long, Waits long");
            assertThat(attributes("type=Scopes,application=shop"))
                    .isEqualTo("AcquireFailures long, Acquired long, Held long, LeftBehind long, Open long,"
                            + " OpenScopes String[], Opened long, ReleaseFailures long");
            assertThat(attributes("type=Application,application=shop"))
                    .isEqualTo("Deadlocks String[], DeadlocksFound long, Name String");
        }
        assertThat(Attributes.OF_LOOP.stream()
                        .map(attribute -> inWords(attribute.info()))
                        .sorted())
                .containsExactly(
                        "Blocked long",
                        "Bodies long",
                        "BusyWorkers int",
                        "Failures long",
                        "Length int",
                        "MeanWait double",
                        "Name String",
                        "P99Wait double",
                        "Pending long",
                        "Starts long",
                        "State String",
                        "Tasks int",
                        "TotalWait double",
                        "WaitingWork int",
                        "Workers int");
    }

    private String attributes(String name) throws Exception {
        return Stream.of(
                        server.getMBeanInfo(new ObjectName("io.sharer:" + name)).getAttributes())
                .map(ManagementViewTest::inWords)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String inWords(MBeanAttributeInfo attribute) {
        return attribute.getName() + " "
                + attribute.getType().replace("[Ljava.lang.String;", "String[]").replace("java.lang.", "");
    }

    /** As a client writes it that wants types. */
    public interface ReadMXBean {
        int getLength();

        double getLongestWait();

        String[] getHolders();
    }

    @Test
    void aClientReadsThemThroughAnMXBeanInterfaceOfItsOwn() throws Exception {
        registry.addQueue("till");
        try (ManagementView view = new ManagementView(server, registry, "shop")) {
            assertThat(view.claimedName()).contains("shop");
            ObjectName name = new ObjectName("io.sharer:type=Queue,application=shop,name=\"till\"");
            ReadMXBean till = JMX.newMXBeanProxy(server, name, ReadMXBean.class);
            assertThat(till.getLength()).isEqualTo(2);
            assertThat(till.getLongestWait()).isEqualTo(1500);
            assertThat(till.getHolders()).isEmpty();
            assertThat(server.getMBeanInfo(name).getDescriptor().getFieldValue("mxbean"))
                    .isEqualTo("true");
            assertThatThrownBy(() -> server.setAttribute(name, new Attribute("Length", 3)))
                    .isInstanceOf(AttributeNotFoundException.class);
        }
    }

    /** A server that does something else before it registers a late queue. */
    private MBeanServer busyWith(Runnable before) {
        return (MBeanServer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MBeanServer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("registerMBean")
                            && String.valueOf(arguments[1]).contains("late")) {
                        before.run();
                    }
                    try {
                        return method.invoke(server, arguments);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                });
    }

    @Test
    void theServerIsCalledUnderNoLock() throws Exception {
        CompletableFuture<ManagementView> view = new CompletableFuture<>();
        view.complete(new ManagementView(
                busyWith(() -> CompletableFuture.runAsync(() -> view.join().refresh())
                        .orTimeout(20, SECONDS)
                        .join()),
                registry,
                "shop"));
        registry.addQueue("late");
        view.join().refresh();
        assertThat(names()).contains("name=\"late\"");
        view.join().close();
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsJustBeingRegisteredAtTheEndIsUnregistered() throws Exception {
        CompletableFuture<Thread> end = new CompletableFuture<>();
        CompletableFuture<ManagementView> view = new CompletableFuture<>();
        view.complete(new ManagementView(
                busyWith(() -> {
                    Thread closing = new Thread(() -> view.join().close());
                    end.complete(closing);
                    closing.start();
                    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
                }),
                registry,
                "shop"));
        registry.addQueue("late");
        view.join().refresh();
        end.join().join();
        assertThat(names()).isEmpty();
    }
}
