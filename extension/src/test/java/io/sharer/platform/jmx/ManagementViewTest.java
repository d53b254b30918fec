package io.sharer.platform.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sharer.platform.FixedRegistry;
import java.lang.reflect.Proxy;
import java.util.stream.Collectors;
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
            assertThat(first.application()).isEqualTo("shop");
            assertThat(second.application()).isEqualTo("shop#2");
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
}
