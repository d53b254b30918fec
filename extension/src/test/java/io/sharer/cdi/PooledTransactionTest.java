package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sharer.Pool;
import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionScoped;
import java.io.NotSerializableException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A {@code Connection}, which nobody can write down, in scopes that passivate. The contexts are the test's own, for
 * there is no server.
 */
class PooledTransactionTest {
    static class Connections {
        int opened;
        int closed;

        Connection open() {
            int number = ++opened;
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            closed++;
                        }
                        return method.getName().equals("getCatalog") ? "connection " + number : null;
                    });
        }
    }

    static class Source {
        final Connections connections = new Connections();

        Connections connections() {
            return connections;
        }
    }

    @ApplicationScoped
    static class InTransactions extends Source {
        @Produces
        @Pooled(maxSize = 1)
        @TransactionScoped
        Connection open() {
            return connections.open();
        }
    }

    @ApplicationScoped
    static class InSessions extends Source {
        @Produces
        @Pooled(maxSize = 1)
        @SessionScoped
        Connection open() {
            return connections.open();
        }
    }

    @ApplicationScoped
    static class InConversations extends Source {
        @Produces
        @Pooled(maxSize = 1)
        @ConversationScoped
        Connection open() {
            return connections.open();
        }
    }

    @Dependent
    static class User {
        @Inject
        Connection connection;

        @Inject
        Pool<Connection> pool;
    }

    @ParameterizedTest
    @ValueSource(classes = {InTransactions.class, InSessions.class, InConversations.class})
    void aConnectionIsLentUntilTheScopeEndsAndThenForTheNext(Class<? extends Source> sourceClass) throws Exception {
        Sessions scope = new Sessions(scopeOf(sourceClass));
        Connections connections;
        try (Container container =
                Container.with(sourceClass, User.class).extendedBy(scope).start()) {
            connections = container.get(sourceClass).connections();
            User user = container.get(User.class);
            scope.begin();
            assertThat(user.connection.getCatalog()).isEqualTo("connection 1");
            assumeTrue(scope.areUsed(), "OpenWebBeans has contexts of its own for some scopes");
            assertThat(user.pool.stats().lent()).isEqualTo(1);

            assertThatThrownBy(scope::passivate).isInstanceOf(NotSerializableException.class);
            scope.end();

            assertThat(user.pool.stats().idle()).isEqualTo(1);
            scope.begin();
            assertThat(user.connection.getCatalog()).isEqualTo("connection 1");
            scope.end();
        }
        assertThat(connections.closed).isEqualTo(1);
    }

    private static Class<? extends Annotation> scopeOf(Class<?> sourceClass) {
        if (sourceClass == InTransactions.class) {
            return TransactionScoped.class;
        }
        return sourceClass == InSessions.class ? SessionScoped.class : ConversationScoped.class;
    }
}
