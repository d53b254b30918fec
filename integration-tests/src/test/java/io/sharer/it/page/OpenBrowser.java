package io.sharer.it.page;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * A window of a profile of its own for each test of a page, in one browser for all of them. Whatever a test did to its
 * window, stored or was asked for goes with the profile.
 */
final class OpenBrowser implements BeforeEachCallback, AfterEachCallback {
    private @Nullable RunningBrowser running;
    private @Nullable String profile;

    @Override
    public void beforeEach(ExtensionContext test) {
        RunningBrowser browser = RunningBrowser.of(test);
        running = browser;
        profile = browser.openProfile();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (running != null && profile != null) {
            running.closeProfile(profile);
        }
    }

    /** The browser, with the window of the test that runs now. */
    ChromeDriver driver() {
        if (running == null) {
            throw new IllegalStateException("no browser was started");
        }
        return running.driver();
    }
}
