package io.sharer.it.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** The server's process, as one who has a shell beside it sees it. */
public final class ServerProcess {
    /** Number, instances, bytes and class; behind it may stand a module. */
    private static final Pattern HISTOGRAM_ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    /** A thread of the JDK's that waits for programs, such as what the SQLite driver starts, lives for a minute. */
    private static final Duration LONGEST_COLLECTION = Duration.ofSeconds(150);

    private ServerProcess() {}

    /** Names of the threads that are the extension's own, or run its code or the given package's. */
    public static List<String> threadsOf(String packagePrefix) {
        List<String> names = new ArrayList<>();
        for (String thread : jcmd("Thread.print").split("\n\n", -1)) {
            int begin = thread.indexOf('"');
            int end = thread.indexOf("\" ", begin + 1);
            if (begin < 0 || end < 0) {
                continue;
            }
            String name = thread.substring(begin + 1, end);
            boolean runs = thread.lines().anyMatch(line -> line.strip().startsWith("at " + packagePrefix));
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

    /** As {@link #awaitNoLoadersOf(Class, Callable)}, with nothing to be done. */
    public static void awaitNoLoadersOf(Class<?> type) throws IOException {
        awaitNoLoadersOf(type, () -> null);
    }

    /**
     * Waits until every class loader that has loaded the class has been collected. If one stays, what keeps it can be
     * looked up: the server's heap is left beside the test's report.
     *
     * @param first done before each look
     */
    public static void awaitNoLoadersOf(Class<?> type, Callable<?> first) throws IOException {
        try {
            await().atMost(LONGEST_COLLECTION)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(
                            () -> {
                                first.call();
                                return loadersOf(type.getName());
                            },
                            left -> left == 0);
        } catch (ConditionTimeoutException e) {
            Path heap =
                    Path.of("target", "left-of-" + type.getName() + ".hprof").toAbsolutePath();
            Files.deleteIfExists(heap);
            jcmd("GC.heap_dump", heap.toString());
            String where = Files.exists(heap) ? heap.toString() : "no file, for the heap could not be written";
            throw new AssertionError("what keeps a class loader of " + type.getName() + " is in " + where, e);
        }
    }

    /**
     * How many objects there are, by class, of the classes whose name contains the text, and of arrays of them. Only
     * what cannot be collected counts.
     */
    public static Map<String, Long> objectsOf(String partOfName) {
        Map<String, Long> objects = new TreeMap<>();
        jcmd("GC.class_histogram").lines().forEach(line -> {
            Matcher row = HISTOGRAM_ROW.matcher(line);
            if (row.matches() && row.group(2).contains(partOfName)) {
                // A class that several loaders have loaded has a row for each.
                objects.merge(row.group(2), Long.valueOf(row.group(1)), Long::sum);
            }
        });
        return objects;
    }

    /** Keeps what a package logs out of the log. */
    public static void silence(String category) {
        Server.ofThisRun().silence(category);
    }

    /** Ends what {@link #silence} began. */
    public static void letSpeak(String category) {
        Server.ofThisRun().letSpeak(category);
    }

    /**
     * Whether threads for requests stay when they are idle; for those that become idle from now on. On some servers
     * they remember their last request, and with it the application.
     */
    public static void keepIdleThreads(boolean keep) {
        Server.ofThisRun().keepIdleThreads(keep);
    }

    private static String jcmd(String... command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("server.java.home"), "bin", "jcmd").toString());
        line.add(Long.toString(Server.ofThisRun().pid()));
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
}
