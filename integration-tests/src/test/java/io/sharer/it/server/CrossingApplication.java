package io.sharer.it.server;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Says where REST resources are. */
@ApplicationPath("rest")
public class CrossingApplication extends Application {}
