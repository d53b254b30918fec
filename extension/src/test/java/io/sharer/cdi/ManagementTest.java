package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import io.sharer.Pooled;
import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an application has is to be seen by JMX, as long as it runs. */
@Tag(Container.NOT_IN_LITE)
class ManagementTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Shared("till")
    @ApplicationScoped
    static class Till {
        String sell() {
            return "sold";
        }

        boolean hold(Gate gate) {
            gate.run();
            return true;
        }
    }

    @Pooled(maxSize = 3, name = "connections")
    static class Drawer {}

    @Dependent
    static class Looped {
        @Inject
        EventLoop loop;
    }

    private static Container start() {
        return Container.start(Till.class, Drawer.class, Looped.class);
    }

    private Set<String> names() throws Exception {
        return server.queryNames(new ObjectName("io.sharer:*"), null).stream()
                .map(ObjectName::toString)
                .collect(Collectors.toSet());
    }

    private Object read(String name, String attribute) throws Exception {
        return server.getAttribute(new ObjectName(name), attribute);
    }

    @Test
    void thereAreMBeansOfStableNamesFromTheStartAndNoneAfterTheEnd() throws Exception {
        try (Container container = start()) {
            assertThat(container.se().isRunning()).isTrue();
            assertThat(names())
                    .containsExactlyInAnyOrder(
                            "io.sharer:type=Application,application=application",
                            "io.sharer:type=Queue,application=application,name=\"till\"",
                            "io.sharer:type=Pool,application=application,name=\"connections\"",
                            "io.sharer:type=Scopes,application=application");
            container.get(Looped.class).loop.submit(() -> "done").join();
            await("what comes later")
                    .atMost(20, SECONDS)
                    .until(() -> names().contains("io.sharer:type=Loop,application=application,name=\"loop\""));
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void theNamesAreThoseThatThePageTells() throws Exception {
        try (Container container = start()) {
            container.get(Looped.class).loop.submit(() -> "done").join();
            await("what comes later")
                    .atMost(20, SECONDS)
                    .untilAsserted(() -> assertThat(names()).isEqualTo(toldNames()));
        }
    }

    /** The block of names in the page, which are of an application called shop. */
    private static Set<String> toldNames() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "observability.md"));
        Matcher block = Pattern.compile("```text\\n(io\\.sharer:.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1)
                .lines()
                .map(name -> name.replace("application=shop", "application=application"))
                .collect(Collectors.toSet());
    }

    @Test
    void figuresAndHoldersAreRead() throws Exception {
        String till = "io.sharer:type=Queue,application=application,name=\"till\"";
        try (Container container = start()) {
            container.get(Till.class).sell();
            assertThat(read(till, "Turns")).isEqualTo(1L);
            Gate gate = new Gate();
            Caller<Boolean> holder = Caller.of(() -> container.get(Till.class).hold(gate));
            gate.awaitEntered();
            assertThat((String[]) read(till, "Holders")).hasSize(1).allMatch(text -> text.contains("Till.hold(Gate)"));
            gate.open();
            holder.result();
            assertThat(read("io.sharer:type=Pool,application=application,name=\"connections\"", "MaxSize"))
                    .isEqualTo(3);
            assertThat(read("io.sharer:type=Application,application=application", "DeadlocksFound"))
                    .isEqualTo(0L);
            for (ObjectName name : server.queryNames(new ObjectName("io.sharer:*"), null)) {
                List<String> all = List.of(server.getMBeanInfo(name).getAttributes()).stream()
                        .map(attribute -> attribute.getName())
                        .toList();
                assertThat(server.getAttributes(name, all.toArray(String[]::new)))
                        .as("%s", name)
                        .hasSameSizeAs(all);
            }
        }
    }

    /** As in an EAR, whose archives are told of the start one after the other. */
    @Test
    void aSecondArchiveThatStartsShowsNothingTwice() throws Exception {
        try (Container container = start()) {
            Set<String> before = names();
            container
                    .se()
                    .getBeanManager()
                    .getEvent()
                    .select(Initialized.Literal.of(ApplicationScoped.class))
                    .fire("another archive");
            assertThat(names()).isEqualTo(before);
        }
        assertThat(names()).isEmpty();
    }
}
