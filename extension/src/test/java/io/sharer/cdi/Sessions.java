package io.sharer.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One session, or conversation, that a test begins, passivates and ends, in place of a web container. */
public class Sessions implements Extension {
    private final Session session;

    Sessions(Class<? extends Annotation> scope) {
        session = new Session(scope);
    }

    void addContext(@Observes AfterBeanDiscovery event) {
        event.addContext(session);
    }

    void begin() {
        session.active = true;
    }

    /** Whether the container has asked here for an instance, and not in a context of its own. */
    boolean areUsed() {
        return !session.entries.isEmpty();
    }

    /** Writes all instances down, and forgets them. */
    void passivate() throws IOException {
        for (Entry<?> entry : session.entries.values()) {
            entry.passivate();
        }
    }

    /** Reads all instances back. */
    void activate() throws IOException, ClassNotFoundException {
        for (Entry<?> entry : session.entries.values()) {
            entry.activate();
        }
    }

    void end() {
        session.entries.values().forEach(Entry::destroy);
        session.entries.clear();
        session.active = false;
    }

    /** The bytes of a passivated instance, and back. */
    static byte[] write(Object instance) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(instance);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("BanSerializableRead") // what was written above
    static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
                return Class.forName(description.getName(), false, Sessions.class.getClassLoader());
            }
        }) {
            return in.readObject();
        }
    }

    private static final class Entry<T> {
        private final Contextual<T> contextual;
        private final CreationalContext<T> context;
        private @Nullable T instance;
        private byte @Nullable [] passive;

        Entry(Contextual<T> contextual, CreationalContext<T> context) {
            this.contextual = contextual;
            this.context = context;
            this.instance = contextual.create(context);
        }

        void passivate() throws IOException {
            passive = write(Objects.requireNonNull(instance));
            instance = null;
        }

        @SuppressWarnings("unchecked")
        void activate() throws IOException, ClassNotFoundException {
            instance = (T) read(Objects.requireNonNull(passive));
        }

        void destroy() {
            contextual.destroy(Objects.requireNonNull(instance), context);
        }
    }

    private static final class Session implements AlterableContext {
        private final Class<? extends Annotation> scope;
        private final Map<Contextual<?>, Entry<?>> entries = new HashMap<>();
        private volatile boolean active;

        Session(Class<? extends Annotation> scope) {
            this.scope = scope;
        }

        @Override
        public Class<? extends Annotation> getScope() {
            return scope;
        }

        @Override
        public boolean isActive() {
            return active;
        }

        @Override
        public <T> @Nullable T get(Contextual<T> contextual) {
            return get(contextual, null);
        }

        @Override
        @SuppressWarnings("unchecked")
        public synchronized <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> context) {
            if (!active) {
                throw new ContextNotActiveException();
            }
            Entry<?> entry = entries.get(contextual);
            if (entry == null && context != null) {
                entry = new Entry<>(contextual, context);
                entries.put(contextual, entry);
            }
            return entry == null ? null : (T) entry.instance;
        }

        @Override
        public synchronized void destroy(Contextual<?> contextual) {
            Entry<?> entry = entries.remove(contextual);
            if (entry != null) {
                entry.destroy();
            }
        }
    }
}
