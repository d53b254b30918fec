package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code equals}, {@code hashCode} and {@code toString} never take a turn, though the class be shared. */
class ObjectMethodsTest {
    @RegisterExtension
    final Container container = Container.with(Note.class, Sheet.class, Stack.class);

    static class Paper {
        @Inject
        SerialExecutor queue;

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 42;
        }

        @Override
        public String toString() {
            return "paper";
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @Shared
    @Dependent
    static class Note extends Paper {}

    @Shared
    @ApplicationScoped
    static class Sheet extends Paper {}

    @Shared
    @ApplicationScoped
    static class Stack extends Paper {
        @SuppressWarnings("NonOverridingEquals") // that is the point
        boolean equals(String other) {
            return other.equals(toString());
        }

        String toString(int times) {
            return toString().repeat(times);
        }
    }

    @Test
    void onAnInterceptedInstance() throws Exception {
        Note note = container.get(Note.class);

        assertThat(Turns.takesNoTurn(note.queue(), note::toString)).isEqualTo("paper");
        assertThat(Turns.takesNoTurn(note.queue(), note::hashCode)).isEqualTo(42);
        assertThat(Turns.takesNoTurn(note.queue(), () -> note.equals(new Object())))
                .isFalse();
    }

    @Test
    void onAClientProxy() throws Exception {
        Sheet sheet = container.get(Sheet.class);

        assertThat(Turns.takesNoTurn(sheet.queue(), sheet::toString)).isEqualTo("paper");
        assertThat(Turns.takesNoTurn(sheet.queue(), sheet::hashCode)).isEqualTo(sheet.hashCode());
        assertThat(Turns.takesNoTurn(sheet.queue(), () -> sheet.equals(new Object())))
                .isFalse();
    }

    @Test
    void butOverloadsOfThemDo() throws Exception {
        Stack stack = container.get(Stack.class);

        assertThat(Turns.takesTurn(stack.queue(), () -> stack.equals("paper"))).isTrue();
        assertThat(Turns.takesTurn(stack.queue(), () -> stack.toString(2))).isEqualTo("paperpaper");
    }
}
