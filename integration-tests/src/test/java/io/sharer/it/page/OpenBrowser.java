package io.sharer.it.page;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.chrome.ChromeDriver;

/** A browser of its own for each test of a page. */
final class OpenBrowser implements BeforeEachCallback, AfterEachCallback {
    private @Nullable ChromeDriver started;

    @Override
    public void beforeEach(ExtensionContext test) {
        started = Browser.start();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (started != null) {
            started.quit();
            started = null;
        }
    }

    /** The browser of the test that runs now. */
    ChromeDriver driver() {
        if (started == null) {
            throw new IllegalStateException("no browser was started");
        }
        return started;
    }
}
