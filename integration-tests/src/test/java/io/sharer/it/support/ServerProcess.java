package io.sharer.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** The server's process, as one who has a shell beside it sees it. */
public final class ServerProcess {
    private ServerProcess() {}

    /** Names of the threads that are the extension's own, or run its code or the given package's. */
    public static List<String> threadsOf(String packagePrefix) {
        ModelNode dump = Operations.createOperation("dump-all-threads", platform("threading"));
        dump.get("locked-monitors").set(false);
        dump.get("locked-synchronizers").set(false);
        List<String> names = new ArrayList<>();
        for (ModelNode thread : execute(dump).asList()) {
            String name = thread.get("thread-name").asString();
            boolean runs = thread.get("stack-trace").asList().stream()
                    .anyMatch(frame -> frame.get("class-name").asString().startsWith(packagePrefix));
            if (runs || name.startsWith("sharer")) {
                names.add(name);
            }
        }
        return names;
    }

    /** How many class loaders have loaded the class and cannot be collected. */
    public static long loadersOf(String className) {
        jcmd("GC.run");
        return jcmd("VM.classloaders", "show-classes=true")
                .lines()
                .filter(line -> line.endsWith(" " + className))
                .count();
    }

    /** Keeps what a package logs out of the log. */
    public static void silence(String category) {
        ModelNode add = Operations.createAddOperation(logger(category));
        add.get("level").set("OFF");
        execute(add);
    }

    /** Ends what {@link #silence} began. */
    public static void letSpeak(String category) {
        execute(Operations.createRemoveOperation(logger(category)));
    }

    private static ModelNode logger(String category) {
        return Operations.createAddress("subsystem", "logging", "logger", category);
    }

    /**
     * Whether threads for requests stay when they are idle; for those that become idle from now on. Each of them has
     * its last request on its stack, and with it the application.
     */
    public static void keepIdleThreads(boolean keep) {
        ModelNode worker = Operations.createAddress("subsystem", "io", "worker", "default");
        if (keep) {
            execute(Operations.createUndefineAttributeOperation(worker, "task-core-threads"));
            execute(Operations.createUndefineAttributeOperation(worker, "task-keepalive"));
        } else {
            execute(Operations.createWriteAttributeOperation(worker, "task-core-threads", 0));
            execute(Operations.createWriteAttributeOperation(worker, "task-keepalive", 100));
        }
    }

    private static String jcmd(String... command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        line.add(pid());
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pid() {
        String pidAtHost = execute(Operations.createReadAttributeOperation(platform("runtime"), "name"))
                .asString();
        return pidAtHost.substring(0, pidAtHost.indexOf('@'));
    }

    private static ModelNode platform(String bean) {
        return Operations.createAddress("core-service", "platform-mbean", "type", bean);
    }

    private static ModelNode execute(ModelNode operation) {
        try (ModelControllerClient client =
                ModelControllerClient.Factory.create("127.0.0.1", Integer.getInteger("server.management.port"))) {
            ModelNode outcome = client.execute(operation);
            assertThat(Operations.isSuccessfulOutcome(outcome))
                    .as(outcome.toString())
                    .isTrue();
            return Operations.readResult(outcome);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
