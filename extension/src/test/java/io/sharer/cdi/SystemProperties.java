package io.sharer.cdi;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** System properties that are there until the test is over. */
final class SystemProperties implements AfterEachCallback {
    private final Set<String> keys = new HashSet<>();

    SystemProperties with(String key, String value) {
        System.setProperty(key, value);
        keys.add(key);
        return this;
    }

    SystemProperties and(String key, String value) {
        return with(key, value);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        keys.forEach(System::clearProperty);
    }
}
