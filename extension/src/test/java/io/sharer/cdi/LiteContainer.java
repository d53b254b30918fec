package io.sharer.cdi;

import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Set;
import org.jboss.weld.lite.extension.translator.LiteExtensionTranslator;

/** Weld as a container of CDI Lite has it: without portable extensions, but for its own that runs the others. */
final class LiteContainer {
    private LiteContainer() {}

    static void prepare(SeContainerInitializer initializer) {
        initializer
                .disableDiscovery()
                .addExtensions(new LiteExtensionTranslator(
                        Set.of(UnskippedExtension.class), Thread.currentThread().getContextClassLoader()));
    }
}
