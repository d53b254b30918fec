package io.sharer.cdi.lite;

import io.sharer.cdi.TurnDefinitions;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanDisposer;
import jakarta.enterprise.inject.spi.BeanContainer;

/** Makes the {@link LiteTurns} when the application starts, of the classes that {@link LiteExtension} has found. */
public class LiteTurnsBean implements SyntheticBeanCreator<LiteTurns>, SyntheticBeanDisposer<LiteTurns> {
    static final String CLASSES = "classes";
    static final String QUEUES = "queues";

    @Override
    public LiteTurns create(Instance<Object> lookup, Parameters parameters) {
        TurnDefinitions definitions = new TurnDefinitions(ReflectedType::of);
        for (Class<?> type : parameters.get(CLASSES, Class[].class)) {
            definitions.add(type, false);
        }
        // What is configured of them is read where the application runs, and not only where it is built.
        for (String name : parameters.get(QUEUES, String[].class)) {
            definitions.addNameAt("the application", name);
        }
        definitions.problems().ifPresent(problems -> {
            throw problems;
        });
        return new LiteTurns(
                definitions.turns(lookup.select(BeanContainer.class).get()));
    }

    @Override
    public void dispose(LiteTurns turns, Instance<Object> lookup, Parameters parameters) {
        turns.close();
    }
}
