package io.sharer.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** WildFly, and WildFly Preview. A connector of Arquillian's starts it. */
final class WildFly extends Server {
    WildFly(Path home, Path base) {
        super(home, base);
    }

    @Override
    public void prepare() throws IOException {
        Path configuration = home().resolve("standalone").resolve("configuration");
        // The password is the MD5 of "name:realm:password".
        Files.writeString(configuration.resolve("application-users.properties"), """
                        #$REALM_NAME=ApplicationRealm$ This line is used by the server.
                        teller=112ccf19d1ff6dc466358673a97ac9b9
                        """);
        Files.writeString(configuration.resolve("application-roles.properties"), "teller=clerk\n");
        Path module = Files.createDirectories(home().resolve("modules/io/sharer/main"));
        Files.copy(extension(), module.resolve("sharer-extension.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(module.resolve("module.xml"), documentedModule());
    }

    /** What the documentation has users write. */
    private static String documentedModule() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("servers.page")));
        int begin = page.indexOf("<module xmlns=");
        String end = "</module>";
        return page.substring(begin, page.indexOf(end, begin) + end.length());
    }

    @Override
    public String container() {
        return "wildfly";
    }

    /** For code that has the context of an earlier request. A bean's own {@code @PreDestroy} has none. */
    @Override
    public boolean bindsNamesUntilTheEnd() {
        return true;
    }

    @Override
    public boolean hasRestEasy() {
        return true;
    }

    @Override
    Path log() {
        return base().resolve("log").resolve("server.log");
    }

    @Override
    boolean isError(String logLine) {
        return logLine.contains("ERROR");
    }

    /** It is the one Java process that this one has started. */
    @Override
    long pid() {
        List<ProcessHandle> java = ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .toList();
        Assertions.assertThat(java).as("the server's process").hasSize(1);
        return java.get(0).pid();
    }

    @Override
    void silence(String category) {
        ModelNode add = Operations.createAddOperation(logger(category));
        add.get("level").set("OFF");
        execute(add);
    }

    @Override
    void letSpeak(String category) {
        execute(Operations.createRemoveOperation(logger(category)));
    }

    private static ModelNode logger(String category) {
        return Operations.createAddress("subsystem", "logging", "logger", category);
    }

    /** An idle thread has its last request on its stack, and with it the application. */
    @Override
    void keepIdleThreads(boolean keep) {
        ModelNode worker = Operations.createAddress("subsystem", "io", "worker", "default");
        if (keep) {
            execute(Operations.createUndefineAttributeOperation(worker, "task-core-threads"));
            execute(Operations.createUndefineAttributeOperation(worker, "task-keepalive"));
        } else {
            execute(Operations.createWriteAttributeOperation(worker, "task-core-threads", 0));
            execute(Operations.createWriteAttributeOperation(worker, "task-keepalive", 100));
        }
    }

    private static void execute(ModelNode operation) {
        try (ModelControllerClient client =
                ModelControllerClient.Factory.create("127.0.0.1", Integer.getInteger("server.management.port"))) {
            ModelNode outcome = client.execute(operation);
            Assertions.assertThat(Operations.isSuccessfulOutcome(outcome))
                    .as(outcome.toString())
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
