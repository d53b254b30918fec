package io.sharer;

import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real transaction manager, Narayana's, and a naming service that has what applications use of it, for one test
 * class. As a JUnit extension, to be registered in a static field.
 */
public final class TransactionManagers implements BeforeAllCallback, AfterAllCallback {
    static {
        // Transactions without resources have nothing to recover.
        for (String store : List.of("", "communicationStore.", "stateStore.")) {
            System.setProperty(
                    "ObjectStoreEnvironmentBean." + store + "objectStoreType", VolatileStore.class.getName());
            System.setProperty("ObjectStoreEnvironmentBean." + store + "objectStoreDir", "target/transactions");
        }
        System.setProperty("CoreEnvironmentBean.nodeIdentifier", "sharer");
        System.setProperty("CoordinatorEnvironmentBean.transactionStatusManagerEnable", "NO");
    }

    /** The transactions of the calling thread. */
    public static TransactionManager manager() {
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    /** A naming service that knows these names. */
    public static final class Names implements InitialContextFactory {
        private static final Map<String, Object> BOUND = Map.of(
                "java:comp/TransactionSynchronizationRegistry",
                new TransactionSynchronizationRegistryImple(),
                "java:comp/UserTransaction",
                com.arjuna.ats.jta.UserTransaction.userTransaction());

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return (Context) Proxy.newProxyInstance(
                    Names.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                        Object found =
                                method.getName().equals("lookup") ? BOUND.get(String.valueOf(arguments[0])) : null;
                        if (found == null && method.getName().equals("lookup")) {
                            throw new NameNotFoundException(String.valueOf(arguments[0]));
                        }
                        return found;
                    });
        }
    }
}
