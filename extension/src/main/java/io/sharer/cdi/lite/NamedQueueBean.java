package io.sharer.cdi.lite;

import io.sharer.SerialExecutor;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;

/** Makes what is injected as a named queue. */
public class NamedQueueBean implements SyntheticBeanCreator<SerialExecutor> {
    static final String NAME = "name";

    @Override
    public SerialExecutor create(Instance<Object> lookup, Parameters parameters) {
        return lookup.select(LiteTurns.class).get().named(parameters.get(NAME, String.class));
    }
}
