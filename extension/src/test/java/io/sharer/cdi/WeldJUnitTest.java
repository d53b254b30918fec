package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

/** How users test a shared bean of theirs with weld-junit5, which loads no extension but those that it is given. */
@EnableWeld
class WeldJUnitTest {
    @WeldSetup
    WeldInitiator weld = WeldInitiator.of(
            WeldInitiator.createWeld().addExtension(new SharerExtension()).addBeanClass(Register.class));

    @Inject
    Register register;

    @Shared
    @ApplicationScoped
    static class Register {
        private int count;

        int add() {
            return ++count;
        }

        CompletableFuture<Integer> addLater() {
            return CompletableFuture.completedFuture(++count);
        }
    }

    @Test
    void manyThreadsAddEachOnce() throws Exception {
        Caller.together(4, number -> {
            for (int i = 0; i < 100; i++) {
                register.add();
            }
        });

        assertThat(register.addLater().get(20, SECONDS)).isEqualTo(401);
    }
}
