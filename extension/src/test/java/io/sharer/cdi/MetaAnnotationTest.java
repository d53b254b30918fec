package io.sharer.cdi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Inject;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stereotype or an interceptor binding of the application's may bring the annotation. */
class MetaAnnotationTest {
    @RegisterExtension
    final Container container = Container.with(Scanner.class, Scale.class, Look.class);

    @Shared("devices")
    @ApplicationScoped
    @Stereotype
    @Target(TYPE)
    @Retention(RUNTIME)
    @interface Device {}

    @Shared("devices")
    @InterceptorBinding
    @Target({TYPE, METHOD})
    @Retention(RUNTIME)
    @interface Exclusive {}

    @Device
    static class Scanner {
        String scan() {
            return "scanned";
        }
    }

    @ApplicationScoped
    static class Scale {
        @Exclusive
        String weigh() {
            return "weighed";
        }

        String name() {
            return "scale";
        }
    }

    @ApplicationScoped
    static class Look {
        @Inject
        @SharedQueue("devices")
        SerialExecutor queue;

        SerialExecutor queue() {
            return queue;
        }
    }

    @Test
    void aStereotypeMakesTheBeanShared() throws Exception {
        Scanner scanner = container.get(Scanner.class);

        assertThat(Turns.takesTurn(queue(), scanner::scan)).isEqualTo("scanned");
    }

    @Test
    void anotherBindingMakesTheMethodShared() throws Exception {
        Scale scale = container.get(Scale.class);

        assertThat(Turns.takesTurn(queue(), scale::weigh)).isEqualTo("weighed");
        assertThat(Turns.takesNoTurn(queue(), scale::name)).isEqualTo("scale");
    }

    private SerialExecutor queue() {
        return container.get(Look.class).queue();
    }
}
