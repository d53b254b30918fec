package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.EventLoop;
import io.sharer.turn.DedicatedThread;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a loop does when the program is told to end. */
class ExitTest {
    /** A program whose loop stops when it is told to end. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            EventLoop loop = EventLoop.named("program")
                    .stopAtExit(Duration.ofSeconds(20))
                    .start();
            loop.task("clean", () -> {
                System.out.println("works");
                try {
                    Thread.currentThread().join();
                } catch (InterruptedException e) {
                    loop.run(() -> System.out.println("cleans up"));
                }
            });
        }
    }

    private static boolean isRegistered(Thread hook) {
        return Runtime.getRuntime().removeShutdownHook(hook);
    }

    @Test
    void aProgramThatIsToldToEndStopsItsLoop() throws Exception {
        String classes = Path.of(EventLoop.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                + System.getProperty("path.separator")
                + Path.of(Program.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("works");
            // That of the process itself would close its output.
            assertThat(program.toHandle().destroy()).isTrue();
            assertThat(output.readLine()).isEqualTo("cleans up");
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void thereIsNoShutdownHookUnlessItIsWanted() {
        ExitHook hook = new ExitHook(LoopConfig.of("hookless"), time -> {});
        hook.add();
        assertThat(hook.thread()).isNull();
    }

    @Test
    void itIsThereOnlyWhileTheLoopRuns() {
        ExitHook hook = new ExitHook(LoopConfig.of("hooked").withExitDeadline(Duration.ofSeconds(1)), time -> {});
        hook.add();
        Thread first = Objects.requireNonNull(hook.thread());
        hook.remove();
        assertThat(hook.thread()).isNull();
        assertThat(isRegistered(first)).isFalse();
        hook.add();
        assertThat(isRegistered(Objects.requireNonNull(hook.thread()))).isTrue();
    }

    @Test
    void theThreadsKeepTheProgramAliveAsOthersDo() throws Exception {
        try (EventLoop loop = EventLoop.named("no-daemon").start()) {
            assertThat(loop.call(() -> Thread.currentThread().isDaemon())).isFalse();
        }
        try (EventLoop loop = EventLoop.named("daemon")
                .threadFactory(DedicatedThread.plainThreads(true))
                .start()) {
            assertThat(loop.call(() -> Thread.currentThread().isDaemon())).isTrue();
            assertThat(loop.blocking(() -> Thread.currentThread().isDaemon()).get(10, TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
