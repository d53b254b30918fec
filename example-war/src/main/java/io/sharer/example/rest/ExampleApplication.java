package io.sharer.example.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything of this package is served below {@code /api}; the page is static. */
@ApplicationPath("/api")
public class ExampleApplication extends Application {}
