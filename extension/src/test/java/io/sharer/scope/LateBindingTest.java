package io.sharer.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.LateBinding;
import io.sharer.NotBoundException;
import io.sharer.ReleaseException;
import io.sharer.spi.EventObserver;
import io.sharer.turn.LogRecorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A proxy can be passed around before its object exists. */
class LateBindingTest {
    /** What is bound late. */
    interface Database extends AutoCloseable {
        String name();

        default int rows() throws IOException {
            throw new IOException("none");
        }

        @Override
        void close();
    }

    private final List<String> closed = new ArrayList<>();
    private final LateBinding<Database> binding = LateBinding.create(Database.class);
    private final Database proxy = binding.proxy();

    private Database database(String name) {
        return new Database() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void close() {
                closed.add(name);
            }

            @Override
            public String toString() {
                return "database " + name;
            }
        };
    }

    @Test
    void callsReachWhatIsSet() {
        assertThat(binding.isSet()).isFalse();
        binding.set(database("main"));
        assertThat(binding.isSet()).isTrue();
        assertThat(proxy.name()).isEqualTo("main");
    }

    @Test
    void aCallBeforeThatIsToldByTypeAndWhoIsExpectedToSetIt() {
        assertThatThrownBy(proxy::name)
                .isInstanceOf(NotBoundException.class)
                .hasMessageStartingWith("SHARER-320")
                .hasMessageContaining(Database.class.getName())
                .hasMessageContaining("who has made its LateBinding");
    }

    @Test
    void anUnsetProxyCanBeComparedAndPrinted() {
        Database other = LateBinding.create(Database.class).proxy();
        Database same = LateProxy.of(Database.class, (LateHolder<Database>) binding, () -> "elsewhere");
        assertThat(proxy).isEqualTo(same).isNotEqualTo(other).hasSameHashCodeAs(same);
        assertThat(proxy.toString()).isEqualTo("@Late " + Database.class.getName() + " (not set)");
        assertThat(binding.toString()).contains("not set");
    }

    @Test
    void aProxyIsFoundInACollectionWhateverIsBoundMeanwhile() {
        Set<Database> all = Set.of(proxy);
        binding.set(database("main"));
        assertThat(all).contains(proxy);
        assertThat(proxy.toString()).isEqualTo("database main");
    }

    @Test
    void whatTheObjectThrowsIsThrownAsItIs() {
        binding.set(database("main"));
        assertThatThrownBy(proxy::rows).isInstanceOf(IOException.class).hasMessage("none");
    }

    @Test
    void settingAgainIsAnErrorUnlessCleared() {
        binding.set(database("first"));
        assertThatThrownBy(() -> binding.set(database("second")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SHARER-321");
        assertThatThrownBy(() -> binding.setFactory(() -> database("second")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(proxy.name()).isEqualTo("first");
        binding.clear();
        binding.setFactory(() -> database("second"));
        assertThatThrownBy(() -> binding.set(database("third"))).isInstanceOf(IllegalStateException.class);
        assertThat(proxy.name()).isEqualTo("second");
    }

    @Test
    void clearingClosesWhatTheFactoryHasMade() {
        binding.setFactory(() -> database("made"));
        assertThat(proxy.name()).isEqualTo("made");
        binding.clear();
        assertThat(closed).containsExactly("made");
        assertThat(binding.isSet()).isFalse();
        assertThatThrownBy(proxy::name).isInstanceOf(NotBoundException.class);
        binding.clear();
        assertThat(closed).containsExactly("made");
    }

    @Test
    void clearingDoesNotCloseWhatWasSet() {
        binding.set(database("set"));
        binding.clear();
        assertThat(closed).isEmpty();
        assertThat(binding.isSet()).isFalse();
    }

    @Test
    void clearingAFactoryThatHasMadeNothingClosesNothing() {
        binding.setFactory(() -> database("made"));
        binding.clear();
        assertThat(closed).isEmpty();
        assertThat(binding.isSet()).isFalse();
    }

    @Test
    void aCheckedExceptionOfClosingIsToldAndTheBindingIsClear() {
        LateBinding<AutoCloseable> closeables = LateBinding.create(AutoCloseable.class);
        closeables.setFactory(() -> () -> {
            throw new IOException("stuck");
        });
        assertThatThrownBy(() -> closeables.proxy().close()).isInstanceOf(IOException.class);
        assertThatThrownBy(closeables::clear)
                .isInstanceOf(ReleaseException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(closeables.isSet()).isFalse();
    }

    @Test
    void aFactoryMakesOneForAllWhoComeAtOnce() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger made = new AtomicInteger();
        binding.setFactory(() -> {
            making.countDown();
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            return database("made " + made.incrementAndGet());
        });
        CompletableFuture<String> first = Threads.begin(proxy::name);
        assertThat(making.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> second = new CompletableFuture<>();
        Threads.awaitWaiting(Threads.begin(proxy::name, second));
        goOn.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("made 1");
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("made 1");
    }

    @Test
    void clearingWaitsForAFactoryAtWorkAndClosesWhatItMakes() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        binding.setFactory(() -> {
            making.countDown();
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            return database("made");
        });
        CompletableFuture<String> use = Threads.begin(proxy::name);
        assertThat(making.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Boolean> cleared = new CompletableFuture<>();
        Threads.awaitWaiting(Threads.begin(
                () -> {
                    binding.clear();
                    return binding.isSet();
                },
                cleared));
        goOn.countDown();
        assertThat(use.get(20, TimeUnit.SECONDS)).isEqualTo("made");
        assertThat(cleared.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(closed).containsExactly("made");
    }

    @Test
    void aFailingFactoryFailsThatUseAndTheNextTriesAgain() {
        IOException cause = new IOException("no disk");
        AtomicInteger tries = new AtomicInteger();
        binding.setFactory(() -> {
            if (tries.incrementAndGet() == 1) {
                throw cause;
            }
            return database("second try");
        });
        assertThatThrownBy(proxy::name)
                .isInstanceOf(NotBoundException.class)
                .hasMessageStartingWith("SHARER-323")
                .hasCause(cause);
        assertThat(proxy.name()).isEqualTo("second try");
    }

    @Test
    void aFactoryThatGivesNullIsToldSo() {
        LateBinding<Supplier<String>> suppliers = suppliers();
        suppliers.setFactory(LateBindingTest::nothing);
        assertThatThrownBy(() -> suppliers.proxy().get())
                .isInstanceOf(NotBoundException.class)
                .hasMessageStartingWith("SHARER-324");
    }

    @SuppressWarnings("unchecked")
    private static LateBinding<Supplier<String>> suppliers() {
        return (LateBinding<Supplier<String>>) (LateBinding<?>) LateBinding.create(Supplier.class);
    }

    @SuppressWarnings("NullAway") // what users do all the same
    private static Supplier<String> nothing() {
        return null;
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> binding.set(nullDatabase())).isInstanceOf(NullPointerException.class);
        assertThat(binding.isSet()).isFalse();
    }

    @SuppressWarnings("NullAway") // what users do all the same
    private static Database nullDatabase() {
        return null;
    }

    @Test
    void whatCountsAsFalseElsewhereIsBound() {
        LateBinding<CharSequence> texts = LateBinding.create(CharSequence.class);
        texts.set("");
        assertThat(texts.isSet()).isTrue();
        assertThat(texts.proxy().length()).isZero();
    }

    @Test
    void aFactoryThatUsesWhatItMakesIsToldSo() {
        binding.setFactory(() -> database(proxy.name()));
        assertThatThrownBy(proxy::name)
                .isInstanceOf(NotBoundException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SHARER-322");
    }

    @Test
    void aFactoryThatClearsItsBindingIsToldSo() {
        binding.setFactory(() -> {
            binding.clear();
            return database("never");
        });
        assertThatThrownBy(proxy::name).hasStackTraceContaining("SHARER-322");
    }

    @Test
    void twoFactoriesThatNeedEachOtherAreNotLeftHanging() throws Exception {
        LateBinding<Database> other = LateBinding.create(Database.class);
        CountDownLatch both = new CountDownLatch(2);
        binding.setFactory(() -> {
            both.countDown();
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
            return database(other.proxy().name());
        });
        other.setFactory(() -> {
            both.countDown();
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
            return database(proxy.name());
        });
        CompletableFuture<String> first = Threads.begin(proxy::name);
        CompletableFuture<String> second = Threads.begin(() -> other.proxy().name());
        List<@Nullable Throwable> failures = new ArrayList<>();
        for (CompletableFuture<String> each : List.of(first, second)) {
            failures.add(each.handle((name, failure) -> failure).get(20, TimeUnit.SECONDS));
        }
        assertThat(failures).anySatisfy(failure -> assertThat(failure).hasStackTraceContaining("SHARER-322"));
    }

    @Test
    void twoModulesThatNeedEachOtherStartWithProxies() {
        /* Each module has the other one's proxy before that one is there. */
        record Module(String own, Supplier<String> other) implements Supplier<String> {
            @Override
            public String get() {
                return own;
            }
        }
        LateBinding<Supplier<String>> left = suppliers();
        LateBinding<Supplier<String>> right = suppliers();
        Module first = new Module("left", right.proxy());
        Module second = new Module("right", left.proxy());
        left.set(first);
        right.set(second);
        assertThat(first.other().get()).isEqualTo("right");
        assertThat(second.other().get()).isEqualTo("left");
    }

    @Test
    void aClassNeedsAContainer() {
        assertThatThrownBy(() -> LateBinding.create(StringBuilder.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-325");
    }

    @Test
    void anErrorOfClosingAtTheEndIsLoggedSoThatOthersAreClosedToo() {
        LateHolder<AutoCloseable> holder =
                new LateHolder<>("Broken", () -> "", () -> "nobody", own -> () -> {}, EventObserver.NONE);
        holder.setFactory(() -> () -> {
            throw new NoClassDefFoundError("gone");
        });
        holder.get("");
        try (LogRecorder log = new LogRecorder()) {
            holder.end();
            assertThat(log.records())
                    .singleElement()
                    .satisfies(line -> assertThat(line.getThrown()).isInstanceOf(NoClassDefFoundError.class));
        }
        assertThat(holder.isSet()).isFalse();
    }
}
