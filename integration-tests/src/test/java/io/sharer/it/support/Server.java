package io.sharer.it.support;

import io.sharer.Shared;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.h2.Driver;

/** The server of this test run, and what differs from product to product when one looks at it from outside. */
public abstract class Server {
    private final Path home;
    private final Path base;

    /**
     * For one product.
     *
     * @param home where it is unpacked
     * @param base where this run has its configuration, its log and its deployments
     */
    protected Server(Path home, Path base) {
        this.home = home;
        this.base = base;
    }

    /** The one that the build has chosen. */
    public static Server ofThisRun() {
        return Chosen.SERVER;
    }

    /** Where it is unpacked. */
    protected final Path home() {
        return home;
    }

    /** Where this run has its configuration, its log and its deployments. */
    protected final Path base() {
        return base;
    }

    /** Tells it who may log in and where to listen, and gives it the extension as a library, before it starts. */
    public abstract void prepare() throws IOException;

    /** The container of {@code arquillian.xml} that starts it. */
    public abstract String container();

    /** Whether applications are told its version with its name. */
    public boolean tellsItsVersion() {
        return true;
    }

    /** Whether applications can log while they end. */
    public boolean logsUntilTheEnd() {
        return true;
    }

    /** Whether {@code java:comp/env} of an application is still there while the last of its beans are destroyed. */
    public abstract boolean bindsNamesUntilTheEnd();

    /**
     * Whether a stereotype, or a normal scope, of a jar in {@code WEB-INF/lib} makes beans of classes in an archive in
     * annotated mode.
     */
    public boolean findsStereotypesOfLibraries() {
        return true;
    }

    /** Whether the beans of an EAR's library are one for all its WARs; otherwise each WAR has its own of them. */
    public boolean hasBeansPerEar() {
        return true;
    }

    /** Whether WARs of one EAR may have an extension of the same name each. */
    public boolean keepsWarsOfAnEarApart() {
        return true;
    }

    /** Whether it deploys a WAR whose {@code beans.xml} says that none of its own classes is a bean. */
    public boolean deploysWarsWithoutBeans() {
        return true;
    }

    /** Whether a WAR whose own classes are no bean archive has CDI for the jars that are one. */
    public boolean hasCdiForJarsAlone() {
        return true;
    }

    /** Whether applications have MicroProfile Config there, as it is set up for these tests. */
    public boolean hasMicroProfileConfig() {
        return true;
    }

    /** Whether it holds on to the class loader of an application that is undeployed, whatever was in it. */
    public boolean keepsClassLoaders() {
        return false;
    }

    /** Whether its Jakarta REST is RESTEasy, which may keep an application in a static field. */
    public boolean hasRestEasy() {
        return false;
    }

    /** The version of HTTP whose open connections do not remember the application that a request was for. */
    public HttpClient.Version forgetfulHttp() {
        return HttpClient.Version.HTTP_2;
    }

    /** Its log file. */
    abstract Path log();

    /** Whether a line of its log tells of an error. */
    abstract boolean isError(String logLine);

    /** The number of its process. */
    abstract long pid();

    /** Keeps what a package logs out of the log. */
    abstract void silence(String category);

    /** Ends what {@link #silence} began. */
    abstract void letSpeak(String category);

    /** Whether threads for requests stay when they are idle; for those that become idle from now on. */
    abstract void keepIdleThreads(boolean keep);

    /** The jar of a database in memory, for servers that come with none. */
    static Path databaseDriver() {
        return jarOf(Driver.class);
    }

    /** The jar of the extension, which every server has as a library too, for applications that ask for it. */
    static Path extension() {
        return jarOf(Shared.class);
    }

    /** The option of its JVM that says which compilers it has. */
    static String compiler() {
        return System.getProperty("server.compiler");
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Made when somebody asks, for tests that run inside the server have none. */
    private static final class Chosen {
        static final Server SERVER = choose(System.getProperty("server"));

        private static Server choose(String product) {
            Path home = Path.of(System.getProperty("server.home"));
            Path base = Path.of(System.getProperty("server.base"));
            return switch (product) {
                case "wildfly" -> new WildFly(home, base);
                case "glassfish" -> new GlassFish(home, base);
                case "payara" -> new Payara(home, base);
                case "payara-micro" -> new PayaraMicro(home, base);
                case "liberty" -> new Liberty(home, base);
                default -> throw new IllegalArgumentException("No server is called " + product);
            };
        }
    }
}
