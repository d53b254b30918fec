package io.sharer.it.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Open Liberty. Its {@code server} command starts and stops it; an application is deployed by a file of configuration
 * that comes, and undeployed when it goes.
 */
final class Liberty extends Server implements ServerTools {
    private static final String SERVER = "tests";
    private static final Duration LONGEST_DEPLOYMENT = Duration.ofMinutes(2);

    /** Date, thread, component of 13 characters, and the letter of an error. */
    private static final Pattern ERROR = Pattern.compile("\\[.*] [0-9a-f]{8} .{13} E .*");

    Liberty(Path home, Path base) {
        super(home, base);
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(overrides());
        try (Stream<Path> deployed = Files.list(overrides())) {
            for (Path left : (Iterable<Path>) deployed::iterator) {
                Files.delete(left);
            }
        }
        Files.writeString(directory().resolve("server.xml"), """
                <server>
                  <featureManager>
                    <feature>jakartaee-10.0</feature>
                  </featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%s" httpsPort="%s"/>
                  <iiopEndpoint id="defaultIiopEndpoint" host="127.0.0.1" iiopPort="%s"/>
                  <wasJmsEndpoint host="127.0.0.1" enabled="false"/>
                  <basicRegistry>
                    <user name="teller" password="secret"/>
                    <group name="clerk"><member name="teller"/></group>
                  </basicRegistry>
                  <dataSource id="DefaultDataSource">
                    <jdbcDriver javax.sql.XADataSource="org.h2.jdbcx.JdbcDataSource">
                      <library><file name="%s"/></library>
                    </jdbcDriver>
                    <properties URL="jdbc:h2:mem:tests;DB_CLOSE_DELAY=-1"/>
                  </dataSource>
                  <library id="sharer"><file name="%s"/></library>
                  <config updateTrigger="polled" monitorInterval="200ms"/>
                </server>
                """.formatted(
                        System.getProperty("server.http.port"),
                        System.getProperty("server.https.port"),
                        System.getProperty("server.iiop.port"),
                        databaseDriver(),
                        extension()));
        Files.writeString(
                directory().resolve("jvm.options"),
                String.join(
                        "\n",
                        "-Xmx512m",
                        compiler(),
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-Dexample.db=" + System.getProperty("example.db")));
    }

    @Override
    public String container() {
        return "tools";
    }

    @Override
    public boolean bindsNamesUntilTheEnd() {
        return true;
    }

    @Override
    public boolean findsStereotypesOfLibraries() {
        return false;
    }

    /** It could have, as one of its features. */
    @Override
    public boolean hasMicroProfileConfig() {
        return false;
    }

    @Override
    public boolean keepsWarsOfAnEarApart() {
        return false;
    }

    @Override
    public HttpClient.Version forgetfulHttp() {
        return HttpClient.Version.HTTP_1_1;
    }

    @Override
    Path log() {
        return directory().resolve("logs").resolve("messages.log");
    }

    @Override
    boolean isError(String logLine) {
        return ERROR.matcher(logLine).matches();
    }

    @Override
    long pid() {
        try {
            return Long.parseLong(Files.readString(servers().resolve(".pid").resolve(SERVER + ".pid"))
                    .strip());
        } catch (IOException e) {
            throw new IllegalStateException("The server does not run", e);
        }
    }

    @Override
    void silence(String category) {
        override("logging", "<logging traceSpecification=\"*=info:" + category + ".*=off\"/>");
    }

    @Override
    void letSpeak(String category) {
        override("logging", "<logging traceSpecification=\"*=info\"/>");
    }

    /** It is said of other servers that they remember what an idle thread did. */
    @Override
    void keepIdleThreads(boolean keep) {}

    @Override
    public void start() throws IOException {
        Files.deleteIfExists(log());
        command("start");
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of the server"));
    }

    @Override
    public void stop() throws IOException {
        command("stop");
    }

    @Override
    public void deploy(String name, Path archive, boolean withLibrary) throws IOException {
        ServerLog log = ServerLog.fromNowOn();
        String file = archive.toString();
        override(
                name,
                "<application id=\"%s\" name=\"%s\" location=\"%s\" type=\"%s\">%s</application>"
                        .formatted(
                                name,
                                name,
                                file,
                                file.substring(file.lastIndexOf('.') + 1),
                                withLibrary ? "<classloader privateLibraryRef=\"sharer\"/>" : ""));
        await().atMost(LONGEST_DEPLOYMENT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !told(log, name, "CWWKZ0001I", "CWWKZ0003I", "CWWKZ0002E", "CWWKZ0004E")
                        .isEmpty());
        List<String> troubles = told(log, name, "CWWKZ0002E", "CWWKZ0004E");
        if (!troubles.isEmpty()) {
            throw new IOException(troubles.toString());
        }
    }

    @Override
    public void undeploy(String name) throws IOException {
        ServerLog log = ServerLog.fromNowOn();
        Files.delete(overrides().resolve(name + ".xml"));
        await().atMost(LONGEST_DEPLOYMENT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !told(log, name, "CWWKZ0009I", "CWWKZ0010I", "CWWKZ0005E")
                        .isEmpty());
    }

    private void override(String name, String element) {
        try {
            Files.writeString(overrides().resolve(name + ".xml"), "<server>" + element + "</server>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> told(ServerLog log, String application, String... codes) throws IOException {
        return log.linesWith(" " + application + " ").stream()
                .filter(line -> List.of(codes).stream().anyMatch(line::contains))
                .toList();
    }

    private void command(String command) throws IOException {
        Path output = base().resolve(command + ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", home().resolve("bin").resolve("server").toString(), command, SERVER)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("server.java.home"));
        builder.environment().put("WLP_USER_DIR", base().toString());
        try {
            int exit = builder.start().waitFor();
            if (exit != 0) {
                throw new IOException(command + " ended with " + exit + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Path servers() {
        return base().resolve("servers");
    }

    private Path directory() {
        return servers().resolve(SERVER);
    }

    private Path overrides() {
        return directory().resolve("configDropins").resolve("overrides");
    }
}
