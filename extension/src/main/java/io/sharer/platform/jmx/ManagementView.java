package io.sharer.platform.jmx;

import io.sharer.LoopInfo;
import io.sharer.PoolInfo;
import io.sharer.QueueInfo;
import io.sharer.SharerRegistry;
import io.sharer.platform.Occupants;
import io.sharer.platform.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Shows the registry as MBeans. A server of MBeans that fails is told of once, and harms nobody; it is called under no
 * lock.
 */
public final class ManagementView implements View {
    private static final System.Logger LOG = System.getLogger("io.sharer");
    private static final String DOMAIN = "io.sharer";

    /** So many of one name are distinguished. */
    private static final int MOST_OF_A_NAME = 1000;

    private final MBeanServer server;
    private final SharerRegistry registry;
    private final @Nullable String application;

    /** What is registered, or just being, by the text of its name: whoever puts it there registers it. */
    private final Map<String, ObjectName> registered = new ConcurrentHashMap<>();

    private final Occupants refreshing = new Occupants(this::unregisterAll);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Registers what there is.
     *
     * @param name the application's; the MBeans are called by it, with a number if another one is called so
     */
    public ManagementView(MBeanServer server, SharerRegistry registry, String name) {
        this.server = server;
        this.registry = registry;
        this.application = claim(name);
        try {
            refresh();
        } catch (RuntimeException | Error cannot) {
            // Nobody has this, to close it.
            close();
            throw cannot;
        }
    }

    private @Nullable String claim(String name) {
        try {
            for (int number = 1; number <= MOST_OF_A_NAME; number++) {
                String tried = number == 1 ? name : name + "#" + number;
                if (isFree(tried)) {
                    return tried;
                }
            }
        } catch (JMException | RuntimeException e) {
            tell(e);
        }
        return null;
    }

    /** Registers the application's own, unless another one, or another deployment of this one, has that name. */
    private boolean isFree(String tried) throws JMException {
        try {
            server.registerMBean(
                    new ReadBean<>("An application that uses Sharer", Attributes.ofApplication(tried), () -> registry),
                    nameOf("Application", tried, null));
            return true;
        } catch (InstanceAlreadyExistsException taken) {
            return false;
        }
    }

    /** As it stands in the names of its MBeans; none if there are no MBeans. */
    @Override
    public Optional<String> claimedName() {
        return Optional.ofNullable(application);
    }

    @Override
    public void refresh() {
        refreshing.work(() -> {
            try {
                if (application != null) {
                    registerAll(application);
                }
            } catch (JMException | RuntimeException e) {
                tell(e);
            }
        });
    }

    private void registerAll(String its) throws JMException {
        for (QueueInfo queue : registry.queues()) {
            register(its, "Queue", queue.name(), "A queue", Attributes.OF_QUEUE, registry::queue);
        }
        for (PoolInfo pool : registry.pools()) {
            register(its, "Pool", pool.name(), "A pool", Attributes.OF_POOL, registry::pool);
        }
        for (LoopInfo loop : registry.loops()) {
            register(its, "Loop", loop.name(), "An event loop", Attributes.OF_LOOP, registry::loop);
        }
        register(
                nameOf("Scopes", its, null),
                () -> new ReadBean<>("The resource scopes", Attributes.OF_SCOPES, registry::scopes));
    }

    /** Each reads its own thing. Nothing that was there once goes before the application does. */
    private <S> void register(
            String its,
            String type,
            String name,
            String description,
            List<Attribute<S>> attributes,
            Function<String, Optional<S>> find)
            throws JMException {
        Supplier<S> snapshots = () ->
                find.apply(name).orElseThrow(() -> new IllegalStateException("'" + name + "' is not there any more"));
        register(nameOf(type, its, name), () -> new ReadBean<>(description, attributes, snapshots));
    }

    private void register(ObjectName name, Supplier<ReadBean<?>> bean) throws JMException {
        if (registered.putIfAbsent(name.getCanonicalName(), name) == null) {
            boolean done = false;
            try {
                server.registerMBean(bean.get(), name);
                done = true;
            } finally {
                if (!done) {
                    registered.remove(name.getCanonicalName());
                }
            }
        }
    }

    private static ObjectName nameOf(String type, String its, @Nullable String name) throws JMException {
        String of = name == null ? "" : ",name=" + ObjectName.quote(name);
        return new ObjectName(DOMAIN + ":type=" + type + ",application=" + plain(its) + of);
    }

    /** Quoted only if need be: the names of applications seldom have anything special in them. */
    private static String plain(String text) {
        return text.matches("[\\w.#/-]+") ? text : ObjectName.quote(text);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            refreshing.close();
        }
    }

    /** The application's own last: whoever finds its name free has that of the others, too. */
    private void unregisterAll() {
        registered.values().forEach(this::unregister);
        registered.clear();
        if (application != null) {
            try {
                unregister(nameOf("Application", application, null));
            } catch (JMException e) {
                tell(e);
            }
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException gone) {
            // Somebody else has unregistered it, which is as good.
            return;
        } catch (JMException | RuntimeException e) {
            tell(e);
        }
    }

    private void tell(Exception e) {
        if (told.compareAndSet(false, true)) {
            LOG.log(System.Logger.Level.WARNING, ManagementMessages.notRegistered(), e);
        }
    }
}
