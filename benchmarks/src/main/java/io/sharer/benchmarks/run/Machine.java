package io.sharer.benchmarks.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What the benchmarks run on, in words. */
final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String describe() throws IOException {
        double gibibytes =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize() / (double) (1 << 30)
                        : Double.NaN;
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.0f GiB, %s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                gibibytes,
                System.getProperty("os.name"));
    }

    private static String processor() throws IOException {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElseGet(() -> System.getProperty("os.arch"));
            }
        }
        return System.getProperty("os.arch");
    }
}
