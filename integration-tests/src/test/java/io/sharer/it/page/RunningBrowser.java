package io.sharer.it.page;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.bidi.browsingcontext.BrowsingContext;
import org.openqa.selenium.bidi.browsingcontext.CreateContextParameters;
import org.openqa.selenium.bidi.module.Browser;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The browser of a test run: started by the first test that needs it, ended with the last. */
final class RunningBrowser implements AutoCloseable {
    private final ChromeDriver driver = Chromium.start();
    private final Browser profiles = new Browser(driver);
    private final String firstWindow = driver.getWindowHandle();

    static RunningBrowser of(ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(RunningBrowser.class))
                .getOrComputeIfAbsent(RunningBrowser.class, type -> new RunningBrowser(), RunningBrowser.class);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Shows a window with no past. */
    String openProfile() {
        String profile = profiles.createUserContext();
        BrowsingContext window =
                new BrowsingContext(driver, new CreateContextParameters(WindowType.WINDOW).userContext(profile));
        driver.switchTo().window(window.getId());
        driver.manage().logs().get(LogType.BROWSER);
        return profile;
    }

    /** Closes all windows of a profile, and forgets it. */
    void closeProfile(String profile) {
        driver.switchTo().window(firstWindow);
        profiles.removeUserContext(profile);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
