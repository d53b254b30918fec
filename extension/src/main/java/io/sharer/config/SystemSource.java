package io.sharer.config;

import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** System properties, and behind them environment variables: what every Java program has. */
public final class SystemSource implements Source {
    private final Properties properties;
    private final Map<String, String> environment;

    SystemSource(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** Those of this program. */
    public static SystemSource ofProgram() {
        return new SystemSource(System.getProperties(), System.getenv());
    }

    @Override
    public @Nullable Entry find(String name) {
        String property = properties.getProperty(name);
        if (property != null) {
            return entry(property, "the system properties");
        }
        for (String variable : EnvironmentNames.of(name)) {
            String value = environment.get(variable);
            if (value != null) {
                return entry(value, "the environment variable " + variable);
            }
        }
        return null;
    }

    /** Even an empty text hides what is written behind it. */
    private static @Nullable Entry entry(String value, String origin) {
        return value.isEmpty() ? null : new Entry(value, origin);
    }

    @Override
    public Set<String> names() {
        Set<String> names = new HashSet<>(properties.stringPropertyNames());
        names.addAll(environment.keySet());
        return names;
    }
}
