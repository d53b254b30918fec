package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A body runs as its caller, on whatever thread, and nobody else does after it. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class SecurityIT {
    /** So many calls are sure to come by a thread that an earlier one has used. */
    private static final int MANY = 64;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Cashier cashier;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest request;

    @Deployment
    static WebArchive war() {
        return TestWar.of("security", Cashier.class, Vault.class);
    }

    @Test
    void aSynchronousBodyRunsAsItsCaller() throws ServletException {
        request.login("teller", "secret");
        try {
            assertThat(cashier.open()).isEqualTo("teller");
        } finally {
            request.logout();
        }
    }

    @Test
    void anAsynchronousBodyRunsAsItsCaller() throws Exception {
        request.login("teller", "secret");
        try {
            assertThat(cashier.openLater().get(30, SECONDS)).isEqualTo("teller");
        } finally {
            request.logout();
        }
    }

    @Test
    void aBodyOfNobodyIsRefusedAlsoOnAThreadThatSomebodysBodyHasUsed() throws Exception {
        request.login("teller", "secret");
        try {
            for (int i = 0; i < MANY; i++) {
                cashier.openLater().get(30, SECONDS);
            }
        } finally {
            request.logout();
        }

        for (int i = 0; i < MANY; i++) {
            assertThatThrownBy(() -> cashier.openLater().get(30, SECONDS)).hasCauseInstanceOf(EJBAccessException.class);
        }
    }
}
