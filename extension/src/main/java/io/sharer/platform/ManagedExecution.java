package io.sharer.platform;

import io.sharer.spi.ContextCarrier;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import org.jspecify.annotations.Nullable;

/**
 * Runs bodies on the container's default managed executor, within the context that its default context service
 * captured.
 *
 * <p>Both are looked up by the first thread that submits a body, since that runs in a component of the application and
 * so sees its {@code java:comp}. Where there are none, the fallback serves, and the next submission looks again; where
 * there is no naming service either, as in Java SE, it is looked for once in a second at most, by threads of one class
 * loader.
 */
final class ManagedExecution implements Executor, ContextCarrier {
    private static final System.Logger LOG = System.getLogger("io.sharer");
    private static final String EXECUTOR = "java:comp/DefaultManagedExecutorService";
    private static final String CONTEXTS = "java:comp/DefaultContextService";

    private final Execution fallback;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Managed managed;
    private volatile @Nullable NothingFound absence;

    ManagedExecution(Execution fallback) {
        this.fallback = fallback;
    }

    private record Managed(ManagedExecutorService executor, ContextService contexts) {}

    @Override
    public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
        Managed m = find();
        return m == null ? fallback.carrier().carry(body) : carry(body, m.contexts());
    }

    private static <T extends @Nullable Object> Callable<T> carry(Callable<T> body, ContextService contexts) {
        // Servers make proxies, some of which wrap what they let through.
        Outcome<T> outcome = new Outcome<>(body);
        Runnable within = contexts.contextualRunnable(outcome::run);
        return () -> {
            within.run();
            return outcome.get();
        };
    }

    @Override
    public void execute(Runnable body) {
        Managed m = managed;
        (m == null ? fallback.executor() : m.executor()).execute(body);
    }

    @SuppressWarnings("BanJNDI") // fixed names in java:comp, which the container binds
    private @Nullable Managed find() {
        Managed found = managed;
        if (found != null) {
            return found;
        }
        NothingFound last = absence;
        if (last != null && last.holds()) {
            return null;
        }
        try {
            found = new Managed(InitialContext.doLookup(EXECUTOR), InitialContext.doLookup(CONTEXTS));
            managed = found;
            return found;
        } catch (NoInitialContextException e) {
            absence = NothingFound.forNow();
            return null;
        } catch (NamingException | ClassCastException e) {
            if (told.compareAndSet(false, true)) {
                LOG.log(System.Logger.Level.WARNING, PlatformMessages.noManagedExecutor(EXECUTOR, CONTEXTS), e);
            }
            return null;
        }
    }
}
