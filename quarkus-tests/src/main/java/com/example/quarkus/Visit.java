package com.example.quarkus;

import jakarta.enterprise.context.RequestScoped;

/** Lives as long as a request, or as a queued body. */
@RequestScoped
public class Visit {
    private final long began = System.nanoTime();

    public long began() {
        return began;
    }
}
