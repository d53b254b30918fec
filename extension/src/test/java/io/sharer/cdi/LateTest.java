package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Late;
import io.sharer.LateBinding;
import io.sharer.NotBoundException;
import io.sharer.Shared;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Proxies are injected before their objects exist. */
class LateTest {
    /** An interface that is bound late. */
    interface Database {
        String name();
    }

    /** A class that is bound late. */
    static class Device {
        private final String port;

        Device() {
            this("made for a proxy");
        }

        Device(String port) {
            this.port = port;
        }

        String port() {
            return port;
        }

        @Override
        public String toString() {
            return "device at " + port;
        }
    }

    @Qualifier @Retention(RetentionPolicy.RUNTIME)
    @interface Backup {}

    @ApplicationScoped
    static class Users {
        @Inject
        @Late
        Database database;

        @Inject
        @Late
        @Backup
        Database backup;

        @Inject
        @Late
        Device device;

        @Inject
        @Late
        Supplier<List<String>> names;

        @Inject
        @Late
        Instance<Runnable> task;
    }

    @ApplicationScoped
    static class Start {
        @Inject
        LateBinding<Database> main;

        @Inject
        @Backup
        LateBinding<Database> backup;

        @Inject
        LateBinding<Device> device;

        @Inject
        LateBinding<Supplier<List<String>>> names;
    }

    /** Two modules that need each other: each binds itself when it is made, and has the other's proxy. */
    interface Left {
        String askRight();

        String left();
    }

    /** The other one. */
    interface Right {
        String askLeft();

        String right();
    }

    @ApplicationScoped
    static class LeftModule {
        @Inject
        @Late
        Right right;

        @Inject
        LateBinding<Left> self;

        @PostConstruct
        void start() {
            Right other = right;
            self.set(new Left() {
                @Override
                public String askRight() {
                    return other.right();
                }

                @Override
                public String left() {
                    return "left";
                }
            });
        }

        String ask() {
            return right.right();
        }
    }

    @ApplicationScoped
    static class RightModule {
        @Inject
        @Late
        Left left;

        @Inject
        LateBinding<Right> self;

        @PostConstruct
        void start() {
            Left other = left;
            self.set(new Right() {
                @Override
                public String askLeft() {
                    return other.left();
                }

                @Override
                public String right() {
                    return "right";
                }
            });
        }

        String ask() {
            return left.left();
        }
    }

    /** What a factory makes. */
    interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    /** Uses what is bound late in its turns, and at its very end. */
    @Shared
    @ApplicationScoped
    static class AtTheEnd {
        static final List<String> EVENTS = new CopyOnWriteArrayList<>();

        @Inject
        @Late
        Resource resource;

        @Inject
        LateBinding<Resource> binding;

        void bind() {
            binding.setFactory(() -> () -> EVENTS.add("closed"));
        }

        void use() {
            resource.close();
        }

        @PreDestroy
        void end() {
            EVENTS.add("bean ends");
            resource.close();
        }
    }

    @RegisterExtension
    final Container container =
            Container.with(Users.class, Start.class, LeftModule.class, RightModule.class, AtTheEnd.class);

    private <T> T field(Function<Users, T> field) {
        return field.apply(ofBean(Users.class));
    }

    /** The bean itself: fields of its client proxy are empty. */
    private <T> T ofBean(Class<T> type) {
        BeanManager beanManager = container.se().getBeanManager();
        Bean<?> bean = beanManager.resolve(beanManager.getBeans(type));
        assertThat(container.get(type).toString()).isNotNull();
        return type.cast(beanManager.getContext(ApplicationScoped.class).get(bean));
    }

    private Start start() {
        return ofBean(Start.class);
    }

    @Test
    void callsOfAnInterfaceReachWhatIsSet() {
        Database database = field(users -> users.database);
        start().main.set(() -> "main");
        assertThat(database.name()).isEqualTo("main");
    }

    @Test
    void callsOfAClassReachWhatIsSet() {
        Device device = field(users -> users.device);
        start().device.set(new Device("COM1"));
        assertThat(device.port()).isEqualTo("COM1");
        assertThat(device.toString()).isEqualTo("device at COM1");
        start().device.clear();
        start().device.set(new Device("COM2"));
        assertThat(device.port()).isEqualTo("COM2");
    }

    @Test
    void genericTypesAreKeptApart() {
        start().names.set(() -> List.of("a"));
        assertThat(field(users -> users.names).get()).containsExactly("a");
    }

    @Test
    void qualifiersTellWhichIsMeant() {
        start().main.set(() -> "main");
        start().backup.set(() -> "backup");
        assertThat(field(users -> users.database).name()).isEqualTo("main");
        assertThat(field(users -> users.backup).name()).isEqualTo("backup");
    }

    @Test
    void aUseBeforeThatNamesTypeInjectionPointAndWhoIsExpectedToSetIt() {
        assertThatThrownBy(() -> field(users -> users.database).name())
                .isInstanceOf(NotBoundException.class)
                .hasMessageStartingWith("SHARER-320")
                .hasMessageContaining(Database.class.getName())
                .hasMessageContaining(Users.class.getName() + ".database")
                .hasMessageContaining("LateBinding<" + Database.class.getName() + ">")
                .hasMessageContaining(Start.class.getName() + ".main")
                .hasMessageNotContaining(".backup");
    }

    @Test
    void aUseOfAClassBeforeThatNamesThemToo() {
        assertThatThrownBy(() -> field(users -> users.device).port())
                .isInstanceOf(NotBoundException.class)
                .hasMessageStartingWith("SHARER-320")
                .hasMessageContaining(Users.class.getName() + ".device")
                .hasMessageContaining(Start.class.getName() + ".device");
    }

    @Test
    void anUnsetProxyCanBeComparedAndPrinted() {
        Database database = field(users -> users.database);
        assertThat(database).isNotEqualTo(field(users -> users.backup));
        assertThat(Set.of(database)).contains(start().main.proxy());
        assertThat(database.toString()).contains(Database.class.getName()).contains("not set");
    }

    @Test
    void theBindingGivesTheSameProxy() {
        start().main.set(() -> "main");
        start().device.set(new Device("COM1"));
        assertThat(start().main.proxy().name()).isEqualTo("main");
        assertThat(start().device.proxy().port()).isEqualTo("COM1");
    }

    @Test
    void aBindingThatIsInjectedNowhereIsLookedUp() {
        // Instance.select(TypeLiteral) of OpenWebBeans looks for the raw type.
        Type type = new TypeLiteral<LateBinding<Runnable>>() {}.getType();
        BeanManager beans = container.se().getBeanManager();
        Bean<?> bean = beans.resolve(beans.getBeans(type));
        @SuppressWarnings("unchecked")
        LateBinding<Runnable> binding =
                (LateBinding<Runnable>) beans.getReference(bean, type, beans.createCreationalContext(bean));
        List<String> run = new CopyOnWriteArrayList<>();
        binding.set(() -> run.add("run"));
        field(users -> users.task).get().run();
        assertThat(run).containsExactly("run");
    }

    @Test
    void twoModulesThatNeedEachOtherStart() {
        LeftModule left = container.get(LeftModule.class);
        RightModule right = container.get(RightModule.class);
        assertThatThrownBy(left::ask).isInstanceOf(NotBoundException.class);
        assertThat(right.ask()).isEqualTo("left");
        assertThat(left.ask()).isEqualTo("right");
    }

    @Test
    void whatAFactoryHasMadeIsClosedAfterTheLastBean() {
        AtTheEnd.EVENTS.clear();
        AtTheEnd bean = container.get(AtTheEnd.class);
        bean.bind();
        bean.use();
        assertThat(AtTheEnd.EVENTS).containsExactly("closed");
        container.close();
        assertThat(AtTheEnd.EVENTS).containsExactly("closed", "bean ends", "closed", "closed");
    }

    @Dependent
    static class Wrong {
        @Inject
        @Late
        String text;

        @Inject
        @Late
        int number;

        @Inject
        LateBinding<?> anything;

        @Inject
        @Late
        LateBinding<Database> late;
    }

    @Test
    void whatCannotBeBoundLateFailsTheDeploymentAllTogether() throws Exception {
        assertThat(Deployments.failureOf(Wrong.class))
                .contains("SHARER-360: late binding of java.lang.String at " + Wrong.class.getName()
                        + ".text: the type is final")
                .contains("SHARER-360: late binding of int at " + Wrong.class.getName() + ".number")
                .contains("SHARER-362")
                .contains("SHARER-361: @Late LateBinding at " + Wrong.class.getName() + ".late");
    }

    @Dependent
    static class Unbound {
        @Inject
        @Late
        Database database;
    }

    @Test
    void whatNobodyBindsIsWarnedOf() throws Exception {
        assertThat(Deployments.warningsOf(Unbound.class))
                .contains("SHARER-363: no bean has LateBinding<" + Database.class.getName() + "> injected")
                .contains(Unbound.class.getName() + ".database");
    }
}
