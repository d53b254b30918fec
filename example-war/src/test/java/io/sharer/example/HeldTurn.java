package io.sharer.example;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** The registry's turn, taken by a call that goes on when a test says so. */
public final class HeldTurn {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CompletionStage<WaitingTable> call;

    /** Takes the turn, and returns when it has it. */
    public HeldTurn(UserRegistry registry) throws InterruptedException {
        call = registry.tableOf(new WaitingRows() {
            @Override
            public WaitingTable table() {
                begun.countDown();
                await(goOn);
                return new WaitingTable(0);
            }
        });
        begun.await();
    }

    /** Others have it from now on. */
    public void end() throws Exception {
        goOn.countDown();
        assertThat(call.toCompletableFuture().get(30, SECONDS)).isEqualTo(new WaitingTable(0));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
