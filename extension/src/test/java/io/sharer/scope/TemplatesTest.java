package io.sharer.scope;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.OutsideUse;
import io.sharer.ResourceTemplate;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** Which templates there are. */
class TemplatesTest {
    @Test
    void thoseInUseAreTold() {
        ResourceTemplate<String> template = ResourceTemplate.of(() -> "a");
        assertThat(ResourceTemplate.all()).contains(template);
    }

    @Test
    void twoViewsOfOneAreOne() {
        ResourceTemplate<String> template = ResourceTemplate.of(() -> "a");
        ResourceTemplate<String> view = template.outside(OutsideUse.FAIL);
        assertThat(ResourceTemplate.all().stream().filter(one -> one == template || one == view))
                .hasSize(1);
    }

    @Test
    void thoseOfAnotherApplicationAreNot() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        ResourceTemplate<String> there;
        try (URLClassLoader other = new URLClassLoader(new URL[0], own)) {
            thread.setContextClassLoader(other);
            there = ResourceTemplate.of(() -> "there");
            assertThat(ResourceTemplate.all()).containsExactly(there);
        } finally {
            thread.setContextClassLoader(own);
        }
        assertThat(ResourceTemplate.all()).doesNotContain(there);
    }

    @Test
    void theyAreNotKept() {
        WeakReference<ResourceTemplate<String>> gone = new WeakReference<>(ResourceTemplate.of(() -> "a"));
        await().atMost(20, SECONDS).until(() -> {
            System.gc();
            return gone.get() == null;
        });
        await().atMost(20, SECONDS).until(() -> {
            System.gc();
            int before = Templates.size();
            ResourceTemplate<String> next = ResourceTemplate.of(() -> "b");
            return Templates.size() <= before && ResourceTemplate.all().contains(next);
        });
    }

    @Test
    void messagesNameATemplateByThePlaceWhereItIsMade() {
        ResourceTemplate<String> refused = ResourceTemplate.of(() -> "refused").outside(OutsideUse.FAIL);
        assertThatThrownBy(refused::acquire)
                .hasMessageContaining("SHARER-305")
                .hasMessageContaining("made at " + TemplatesTest.class.getName() + ".messagesName");
    }
}
