package io.sharer.example.imports;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Steps that come one after another, each begun when the one before is done, by whoever has done it.
 *
 * <p>Each step happens-before the next, through the future between them; there is never more than one thread here.
 */
final class Steps {
    private final Supplier<CompletionStage<Boolean>> step;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private Steps(Supplier<CompletionStage<Boolean>> step) {
        this.step = step;
    }

    /**
     * Begins the first step.
     *
     * @param step tells whether another one follows
     * @return done after the last step, or failed with what a step failed with or threw
     */
    static CompletionStage<Void> repeat(Supplier<CompletionStage<Boolean>> step) {
        Steps steps = new Steps(step);
        steps.advance();
        return steps.end;
    }

    private void advance() {
        try {
            // A loop, since a step may be done at once, and a step from within the step before makes a deep stack.
            while (true) {
                CompletableFuture<Boolean> another = step.get().toCompletableFuture();
                if (!another.isDone()) {
                    advanceAfter(another);
                    return;
                }
                if (!another.join()) {
                    end.complete(null);
                    return;
                }
            }
        } catch (Throwable failure) { // whatever it is, somebody waits for the end
            end.completeExceptionally(failure);
        }
    }

    private void advanceAfter(CompletableFuture<Boolean> another) {
        var unused = another.whenComplete((follows, failure) -> {
            if (failure != null) {
                end.completeExceptionally(failure);
            } else if (follows) {
                advance();
            } else {
                end.complete(null);
            }
        });
    }
}
