package io.sharer.platform;

import io.sharer.config.Source;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The sources of MicroProfile Config, in its own order.
 *
 * <p>No field and no signature has a type of its API: GlassFish looks for that in all classes of an application, takes
 * one that has it for a user of MicroProfile Config, and deploys it only if it can start what it has for those.
 */
final class MicroProfileSource implements Source {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    /** Nobody sets it; whether it can be asked for is what counts. */
    private static final String PROBE = "sharer";

    /** The {@link Config}. */
    private final Object config;

    private MicroProfileSource(Object config) {
        this.config = config;
    }

    /**
     * That of the application, once it has been seen to answer.
     *
     * @throws IllegalStateException if there is nothing but the API
     * @throws LinkageError if the API or its implementation is too old, or broken
     */
    static MicroProfileSource ofApplication() {
        MicroProfileSource source = new MicroProfileSource(ConfigProvider.getConfig());
        try {
            source.find(PROBE);
        } catch (RuntimeException failure) {
            // What fails for one name is told where it is asked for.
            LOG.log(System.Logger.Level.DEBUG, "MicroProfile Config fails for " + PROBE + ".", failure);
        }
        return source;
    }

    @Override
    public @Nullable Entry find(String name) {
        ConfigValue found = ((Config) config).getConfigValue(name);
        if (found == null) {
            return null;
        }
        String value = found.getValue();
        String raw = found.getRawValue();
        if (value == null && raw != null && !raw.isEmpty()) {
            throw new IllegalStateException(
                    "the expression \"" + raw + "\" in " + origin(found.getSourceName()) + " has no value");
        }
        return value == null || value.isEmpty() ? null : new Entry(value, origin(found.getSourceName()));
    }

    private static String origin(@Nullable String sourceName) {
        return sourceName == null ? "MicroProfile Config" : "the source \"" + sourceName + "\" of MicroProfile Config";
    }

    @Override
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        ((Config) config).getPropertyNames().forEach(names::add);
        return names;
    }
}
