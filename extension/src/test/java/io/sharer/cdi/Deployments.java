package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;

/** What is said when beans are deployed. */
final class Deployments {
    private Deployments() {}

    /** All that the container throws or logs at a deployment that fails: each puts our text somewhere else. */
    static String failureOf(Class<?>... beans) throws Exception {
        return failureOf(Container.with(beans));
    }

    static String failureOf(Container container) throws Exception {
        try (LogLines lines = LogLines.of("")) {
            Throwable failure = Container.failureOf(container);
            StringWriter text = new StringWriter();
            Objects.requireNonNull(failure, "the deployment did not fail").printStackTrace(new PrintWriter(text));
            return text + lines.text();
        }
    }

    /** All that Sharer logs at a deployment that succeeds. */
    static String warningsOf(Class<?>... beans) throws IOException {
        try (LogLines lines = LogLines.of("io.sharer")) {
            assertThat(Container.failureOf(beans)).isNull();
            return lines.text();
        }
    }
}
