package io.sharer.platform.jmx;

import io.sharer.LoopInfo;
import io.sharer.PoolInfo;
import io.sharer.QueueInfo;
import io.sharer.SharerRegistry;
import io.sharer.platform.View;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Shows the registry as MBeans. A server of MBeans that fails is told of once, and harms nobody. */
public final class ManagementView implements View {
    private static final System.Logger LOG = System.getLogger("io.sharer");
    private static final String DOMAIN = "io.sharer";

    /** So many of one name are distinguished. */
    private static final int MOST_OF_A_NAME = 1000;

    private final MBeanServer server;
    private final SharerRegistry registry;

    /** Held while MBeans are registered and unregistered: a late one must not come after the end. */
    private final ReentrantLock lock = new ReentrantLock();

    /** What is registered, by the text of its name. */
    private final Map<String, ObjectName> registered = new ConcurrentHashMap<>();

    private @Nullable String application;
    private boolean closed;
    private boolean told;

    /**
     * Registers what there is.
     *
     * @param name the application's; the MBeans are called by it, with a number if another one is called so
     */
    public ManagementView(MBeanServer server, SharerRegistry registry, String name) {
        this.server = server;
        this.registry = registry;
        lock.lock();
        try {
            application = claim(name);
        } finally {
            lock.unlock();
        }
        refresh();
    }

    private @Nullable String claim(String name) {
        try {
            for (int number = 1; number <= MOST_OF_A_NAME; number++) {
                String tried = number == 1 ? name : name + "#" + number;
                if (isFree(nameOf("Application", tried, null), new Beans.Application(tried, registry))) {
                    return tried;
                }
            }
        } catch (JMException | RuntimeException e) {
            tell(e);
        }
        return null;
    }

    /** Registers it, unless another application, or another deployment of this one, has that name. */
    private boolean isFree(ObjectName name, Object bean) throws JMException {
        try {
            server.registerMBean(bean, name);
            registered.put(name.getCanonicalName(), name);
            return true;
        } catch (InstanceAlreadyExistsException taken) {
            return false;
        }
    }

    /** The application's name, as it stands in the names of its MBeans; {@code null} if there are none. */
    public @Nullable String application() {
        lock.lock();
        try {
            return application;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refresh() {
        lock.lock();
        try {
            String its = application;
            if (!closed && its != null) {
                registerAll(its);
            }
        } catch (JMException | RuntimeException e) {
            tell(e);
        } finally {
            lock.unlock();
        }
    }

    private void registerAll(String its) throws JMException {
        for (QueueInfo queue : registry.queues()) {
            String name = queue.name();
            register(its, "Queue", name, () -> new Beans.Queue(find(registry::queues, QueueInfo::name, name)));
        }
        for (PoolInfo pool : registry.pools()) {
            String name = pool.name();
            register(its, "Pool", name, () -> new Beans.Pool(find(registry::pools, PoolInfo::name, name)));
        }
        for (LoopInfo loop : registry.loops()) {
            String name = loop.name();
            register(its, "Loop", name, () -> new Beans.Loop(find(registry::loops, LoopInfo::name, name)));
        }
        register(its, "Scopes", null, () -> new Beans.Scopes(registry));
    }

    /** What is there now of that name. Nothing that was there once goes before the application does. */
    private static <T> Supplier<T> find(Supplier<List<T>> all, Function<T, String> nameOf, String name) {
        return () -> all.get().stream()
                .filter(info -> nameOf.apply(info).equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalStateException("'" + name + "' is not there any more"));
    }

    private void register(String its, String type, @Nullable String name, Supplier<?> bean) throws JMException {
        ObjectName of = nameOf(type, its, name);
        if (!registered.containsKey(of.getCanonicalName())) {
            server.registerMBean(bean.get(), of);
            registered.put(of.getCanonicalName(), of);
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
        lock.lock();
        try {
            closed = true;
            registered.values().forEach(this::unregister);
            registered.clear();
            application = null;
        } finally {
            lock.unlock();
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
        if (!told) {
            told = true;
            LOG.log(System.Logger.Level.WARNING, ManagementMessages.notRegistered(), e);
        }
    }
}
