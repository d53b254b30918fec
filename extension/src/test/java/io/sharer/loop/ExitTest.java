package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import io.sharer.turn.DedicatedThread;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
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

    /** A loop that is stopped while its first start makes the thread. */
    private static WeakReference<EventLoop> overtaken() throws InterruptedException {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        EventLoop loop = EventLoop.named("overtaken-hook")
                .stopAtExit(Duration.ofSeconds(1))
                .threadFactory(body -> {
                    making.countDown();
                    await().until(() -> goOn.getCount() == 0);
                    return new Thread(body);
                })
                .build();
        Thread starter = new Thread(loop::start);
        starter.start();
        making.await();
        loop.stop(Duration.ZERO);
        goOn.countDown();
        starter.join();
        LoopThreads.awaitNone("overtaken-hook");
        return new WeakReference<>(loop);
    }

    @Test
    void aStartThatIsOvertakenByAStopLeavesNoHookThatKeepsTheLoop() throws Exception {
        WeakReference<EventLoop> loop = overtaken();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return loop.get() == null;
        });
    }

    private static WeakReference<EventLoop> startedAndStopped() {
        EventLoop loop =
                EventLoop.named("once").stopAtExit(Duration.ofSeconds(1)).start();
        loop.stop();
        LoopThreads.awaitNone("once");
        return new WeakReference<>(loop);
    }

    @Test
    void aLoopThatHasStoppedIsKeptByNoHook() {
        WeakReference<EventLoop> loop = startedAndStopped();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return loop.get() == null;
        });
    }
}
