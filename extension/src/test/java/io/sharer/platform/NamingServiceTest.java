package io.sharer.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.TransactionManagers;
import io.sharer.spi.ContextCarrier;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The naming service may be one that only some threads see: it is in a file that is looked for with their class loader.
 */
@Timeout(60)
class NamingServiceTest {
    private static final AtomicInteger CONTEXTUALIZED = new AtomicInteger();

    private final Path folder;

    NamingServiceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void anExecutorIsFoundByWhoSeesItAfterOneWhoDoesNot() throws Exception {
        Execution own = new Execution(Runnable::run, new ContextCarrier() {
            @Override
            public <T> Callable<T> carry(Callable<T> body) {
                return body;
            }
        });
        ContextCarrier carrier = Platform.execution(own).carrier();
        int before = CONTEXTUALIZED.get();

        assertThat(onThreadWith(new ClassLoader(null) {}, () -> carrier.carry(() -> "own"))
                        .call())
                .isEqualTo("own");
        assertThat(CONTEXTUALIZED).hasValue(before);

        assertThat(onThreadWith(seesNames(), () -> carrier.carry(() -> "managed"))
                        .call())
                .isEqualTo("managed");
        assertThat(CONTEXTUALIZED).hasValue(before + 1);
    }

    @Test
    void transactionsAreFoundByWhoSeesThemAfterOneWhoDoesNot() throws Exception {
        var transactions = Platform.transactions();
        assertThat(onThreadWith(new ClassLoader(null) {}, transactions::isActive))
                .isFalse();

        ClassLoader sees = seesNames();
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> onThreadWith(sees, () -> inTransaction(transactions::isActive)));
    }

    private static boolean inTransaction(Supplier<Boolean> asked) {
        try {
            TransactionManagers.manager().begin();
            try {
                return asked.get();
            } finally {
                TransactionManagers.manager().rollback();
            }
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T onThreadWith(ClassLoader loader, Supplier<T> work) throws Exception {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> outcome.completeAsync(work, Runnable::run));
        thread.setContextClassLoader(loader);
        thread.start();
        return outcome.get(30, TimeUnit.SECONDS);
    }

    private ClassLoader seesNames() throws IOException {
        Files.writeString(
                folder.resolve("jndi.properties"), Context.INITIAL_CONTEXT_FACTORY + "=" + Names.class.getName());
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, NamingServiceTest.class.getClassLoader());
    }

    /** What a server binds, as far as it is asked for here. */
    public static final class Names implements InitialContextFactory {
        @Override
        @SuppressWarnings("BanJNDI") // fixed names
        public Context getInitialContext(Hashtable<?, ?> environment) {
            Context transactions = new TransactionManagers.Names().getInitialContext(environment);
            return proxy(Context.class, (method, arguments) -> {
                if (!method.equals("lookup")) {
                    return null;
                }
                return switch (String.valueOf(arguments[0])) {
                    case "java:comp/DefaultManagedExecutorService" ->
                        proxy(ManagedExecutorService.class, (ignored, more) -> null);
                    case "java:comp/DefaultContextService" ->
                        proxy(ContextService.class, (ignored, more) -> {
                            CONTEXTUALIZED.incrementAndGet();
                            return more[0];
                        });
                    default -> transactions.lookup(String.valueOf(arguments[0]));
                };
            });
        }
    }

    private interface Answer {
        @Nullable Object to(String method, Object[] arguments) throws NamingException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                NamingServiceTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
