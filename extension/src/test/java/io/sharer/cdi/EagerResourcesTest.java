package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.ManagedResources;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceScoped;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Resources that a scope has from its beginning. */
class EagerResourcesTest {
    @ApplicationScoped
    static class Events {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private volatile boolean failing;

        void add(String event) {
            events.add(event);
        }

        List<String> all() {
            return events;
        }

        void fail() {
            failing = true;
        }

        boolean isFailing() {
            return failing;
        }
    }

    @ResourceScoped
    static class Lock {
        @Inject
        Events events;

        @PostConstruct
        void acquire() {
            events.add("lock");
        }

        @PreDestroy
        void release() {
            events.add("unlock");
        }
    }

    @ResourceScoped
    static class Table {
        @Inject
        Events events;

        @PostConstruct
        void create() {
            if (events.isFailing()) {
                throw new IllegalArgumentException("no table");
            }
            events.add("create");
        }

        @PreDestroy
        void drop() {
            events.add("drop");
        }
    }

    interface Log {}

    @ApplicationScoped
    static class Logs {
        @Inject
        Events events;

        @Produces
        @ResourceScoped
        @Named("one")
        Log one() {
            events.add("log one");
            return new Log() {};
        }

        @Produces
        @ResourceScoped
        @Named("two")
        Log two() {
            events.add("log two");
            return new Log() {};
        }

        @Produces
        @ApplicationScoped
        @Named("other")
        Log other() {
            events.add("log of the application");
            return new Log() {};
        }
    }

    @ResourceScoped
    static class Disk {
        @Inject
        Events events;

        @PostConstruct
        void mount() {
            events.add("disk");
        }
    }

    @Alternative
    @Priority(1)
    @ResourceScoped
    static class Memory extends Disk {
        @Override
        @PostConstruct
        void mount() {
            events.add("memory");
        }
    }

    @Stereotype
    @ManagedResources(eager = Lock.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Locked {}

    @Locked
    @ApplicationScoped
    static class ByStereotype {
        @Inject
        Events events;

        void call() {
            events.add("called");
        }
    }

    @ManagedResources(eager = {Lock.class, Table.class})
    @ApplicationScoped
    static class Import {
        @Inject
        Events events;

        void call() {
            events.add("called");
        }

        CompletableFuture<String> later() {
            events.add("called");
            return CompletableFuture.completedFuture("done");
        }

        @ManagedResources(
                existOk = true,
                eager = {Table.class, Lock.class})
        void joining() {
            events.add("joined");
        }

        @ManagedResources
        void lazy() {
            events.add("called");
        }

        @ManagedResources(eager = Log.class)
        void logging() {
            events.add("called");
        }

        @ManagedResources(eager = Disk.class)
        void storing() {
            events.add("called");
        }
    }

    @RegisterExtension
    final Container container = Container.with(
            Events.class,
            Lock.class,
            Table.class,
            Logs.class,
            Disk.class,
            Memory.class,
            ByStereotype.class,
            Import.class);

    private List<String> events() {
        return container.get(Events.class).all();
    }

    private ResourceManager manager() {
        return container.get(ResourceManager.class);
    }

    @Test
    void theyAreAcquiredInTheirOrderBeforeTheCall() {
        container.get(Import.class).call();
        assertThat(events()).containsExactly("lock", "create", "called", "drop", "unlock");
    }

    @Test
    void theyAreAcquiredBeforeAnAsynchronousCall() throws Exception {
        assertThat(container.get(Import.class).later().get(20, SECONDS)).isEqualTo("done");
        assertThat(events()).containsExactly("lock", "create", "called", "drop", "unlock");
    }

    @Test
    void theSettingOfAMethodReplacesThatOfItsClass() {
        container.get(Import.class).lazy();
        assertThat(events()).containsExactly("called");
    }

    @Test
    void aStereotypeNamesThem() {
        container.get(ByStereotype.class).call();
        assertThat(events()).containsExactly("lock", "called", "unlock");
    }

    @Test
    void whereOneFailsThoseBeforeAreReleasedAndNothingIsCalled() {
        container.get(Events.class).fail();
        assertThatThrownBy(container.get(Import.class)::call).hasStackTraceContaining("no table");
        assertThat(events()).containsExactly("lock", "unlock");
        assertThat(manager().active()).isEmpty();
        assertThat(manager().current()).isEmpty();
    }

    @Test
    void whereOneFailsTheStageOfAnAsynchronousCallFails() {
        container.get(Events.class).fail();
        CompletableFuture<String> told = container.get(Import.class).later();
        assertThatThrownBy(() -> told.get(20, SECONDS)).hasStackTraceContaining("no table");
        assertThat(events()).containsExactly("lock", "unlock");
        assertThat(manager().active()).isEmpty();
    }

    @Test
    void aScopeThatIsJoinedGetsThoseThatItHasNot() {
        try (ResourceScope scope = manager().open()) {
            container.get(Import.class).joining();
            container.get(Import.class).joining();
            assertThat(events()).containsExactly("create", "lock", "joined", "joined");
            assertThat(manager().current()).contains(scope);
        }
        assertThat(events()).containsExactly("create", "lock", "joined", "joined", "unlock", "drop");
    }

    @Test
    void ofATypeThatSeveralHaveEachIsAcquired() {
        container.get(Import.class).logging();
        assertThat(events())
                .containsExactlyInAnyOrder("log one", "log two", "called")
                .endsWith("called");
    }

    @Test
    void anAlternativeStandsForWhatItReplaces() {
        container.get(Import.class).storing();
        assertThat(events()).containsExactly("memory", "called");
    }

    @ManagedResources(eager = {Lock.class, String.class})
    @ApplicationScoped
    static class Wrong {
        @ManagedResources(eager = Events.class)
        void alsoWrong() {}
    }

    @Test
    void aTypeThatNoResourceScopedBeanHasIsADefinitionError() throws Exception {
        assertThat(Deployments.failureOf(Wrong.class, Lock.class, Events.class))
                .contains("SHARER-356: @ManagedResources on " + Wrong.class.getName()
                        + ": eager names java.lang.String, but no enabled bean of that type is @ResourceScoped.")
                .contains("SHARER-356: @ManagedResources on " + Wrong.class.getName() + ".alsoWrong(): eager names "
                        + Events.class.getName());
    }
}
