package com.example.quarkus;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Each instance has a queue of its own. */
@Dependent
public class Slot {
    @Inject
    SerialExecutor own;

    @Shared
    public String use() {
        return "used";
    }

    public SerialExecutor own() {
        return own;
    }
}
