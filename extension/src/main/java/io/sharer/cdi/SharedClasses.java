package io.sharer.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of the classes whose calls take turns: each is read once. */
final class SharedClasses {
    private final Function<Class<?>, AnnotatedType<?>> reader;
    private final ConfiguredQueues configured;
    private final Map<Class<?>, SharedMethods> methods = new ConcurrentHashMap<>();
    private final Set<Class<?>> ofRequests = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> single = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> sessionBeans = ConcurrentHashMap.newKeySet();

    /** @param reader tells of a class as it was written */
    SharedClasses(Function<Class<?>, AnnotatedType<?>> reader, ConfiguredQueues configured) {
        this.reader = reader;
        this.configured = configured;
    }

    /** Reads the class of a bean, as extensions have left it. */
    SharedMethods read(AnnotatedType<?> type) {
        SharedMethods read = SharedMethods.of(type, configured);
        methods.put(type.getJavaClass(), read);
        return read;
    }

    /** The methods of a class that is perhaps no bean, as it was written. */
    SharedMethods methodsOf(Class<?> type) {
        SharedMethods known = methods.get(type);
        if (known == null) {
            known = SharedMethods.of(reader.apply(type), configured);
            methods.putIfAbsent(type, known);
        }
        return known;
    }

    /** Takes note of how long instances of a class live. */
    void livesIn(Class<?> type, Class<? extends Annotation> scope) {
        if (scope == RequestScoped.class) {
            ofRequests.add(type);
        } else if (scope == ApplicationScoped.class || scope == Singleton.class) {
            single.add(type);
        }
    }

    /** Whether instances of the class end with a request, which is not kept waiting for more than need be. */
    boolean endsWithRequest(Class<?> type) {
        return ofRequests.contains(type);
    }

    /** Takes note that instances of a class are made by an EJB container. */
    void noteSessionBean(Class<?> type) {
        sessionBeans.add(type);
    }

    /** The methods of a session bean that this is the class of, or a generated subclass; {@code null} if it is none. */
    @Nullable SharedMethods sessionBean(Class<?> type) {
        if (sessionBeans.isEmpty()) {
            return null;
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            SharedMethods known = methods.get(c);
            if (known != null) {
                return sessionBeans.contains(c) ? known : null;
            }
        }
        return null;
    }

    /** Whether there is one instance of the class in the application. */
    boolean isOnePerApplication(Class<?> type) {
        return single.contains(type);
    }
}
