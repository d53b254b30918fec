package io.sharer.example.imports;

import io.sharer.example.NewUser;
import io.sharer.example.Refusal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the batches go: {@link io.sharer.example.UserRegistry#importBatch}. */
@FunctionalInterface
interface BatchImporter {
    CompletionStage<List<Refusal>> importBatch(List<NewUser> batch, Runnable begun);
}
