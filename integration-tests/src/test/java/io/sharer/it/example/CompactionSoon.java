package io.sharer.it.example;

import io.sharer.LoopTask;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.time.LocalTime;
import java.time.ZoneId;

/** Has the example compact its database some seconds after its start, and look at the clock all the time. */
public class CompactionSoon implements Extension {
    private static final String TIME = "example.compaction";
    private static final int SECONDS = 8;

    <T> void hurry(@Observes ProcessAnnotatedType<T> event) {
        if (event.getAnnotatedType().getJavaClass().getName().equals("io.sharer.example.Compaction")) {
            event.configureAnnotatedType()
                    .filterMethods(method -> method.isAnnotationPresent(LoopTask.class))
                    .forEach(method -> method.remove(annotation -> annotation instanceof LoopTask)
                            .add(LoopTask.Literal.of("PT0.1S", "")));
        }
    }

    /** Before the example reads it, which WildFly may have do so before extensions hear of the start. */
    void set(@Observes AfterDeploymentValidation event) {
        System.setProperty(
                TIME, LocalTime.now(ZoneId.systemDefault()).plusSeconds(SECONDS).toString());
    }

    /** Others on this server have the usual time. */
    void clear(@Observes BeforeShutdown event) {
        System.clearProperty(TIME);
    }
}
