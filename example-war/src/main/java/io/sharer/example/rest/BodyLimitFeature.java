package io.sharer.example.rest;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Puts a {@link BodyLimitFilter} before each method that has a {@link BodyLimit}. */
@Provider
public class BodyLimitFeature implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        BodyLimit limit = resource.getResourceMethod().getAnnotation(BodyLimit.class);
        if (limit != null) {
            context.register(new BodyLimitFilter(limit.value()));
        }
    }
}
