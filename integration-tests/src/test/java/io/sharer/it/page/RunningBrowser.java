package io.sharer.it.page;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.bidi.browsingcontext.BrowsingContext;
import org.openqa.selenium.bidi.browsingcontext.CreateContextParameters;
import org.openqa.selenium.bidi.module.Browser;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The browser of a test run: started by the first test that needs it, ended with the last. */
final class RunningBrowser implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RunningBrowser.class.getName());
    private static final String PROBE = "a complaint that is heard";

    private final ChromeDriver driver;
    private final Browser profiles;
    private final String firstWindow;

    private RunningBrowser(ChromeDriver driver) {
        this.driver = driver;
        this.profiles = new Browser(driver);
        this.firstWindow = driver.getWindowHandle();
    }

    /** The one that runs, or if that has come to grief another. */
    static RunningBrowser of(ExtensionContext test) {
        Store store = test.getRoot().getStore(Namespace.create(RunningBrowser.class));
        RunningBrowser running = running(store);
        if (!running.answers()) {
            store.remove(RunningBrowser.class);
            running.abandon();
            running = running(store);
        }
        return running;
    }

    private static RunningBrowser running(Store store) {
        return store.getOrComputeIfAbsent(RunningBrowser.class, type -> start(), RunningBrowser.class);
    }

    private static RunningBrowser start() {
        ChromeDriver driver = Chromium.start();
        try {
            return new RunningBrowser(driver);
        } catch (RuntimeException e) {
            driver.quit();
            throw e;
        }
    }

    private boolean answers() {
        try {
            return driver.getWindowHandles().contains(firstWindow);
        } catch (WebDriverException e) {
            return false;
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Shows a window with no past. */
    String openProfile() {
        String profile = profiles.createUserContext();
        try {
            BrowsingContext window =
                    new BrowsingContext(driver, new CreateContextParameters(WindowType.WINDOW).userContext(profile));
            driver.switchTo().window(window.getId());
            complaintsAreHeard();
            return profile;
        } catch (RuntimeException e) {
            closeProfile(profile);
            throw e;
        }
    }

    /** Or a page of which the log says nothing would prove nothing. */
    private void complaintsAreHeard() {
        driver.executeScript("console.error(arguments[0])", PROBE);
        await().pollDelay(Duration.ZERO)
                .until(() -> driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .anyMatch(entry -> entry.getMessage().contains(PROBE)));
    }

    /** Closes all windows of a profile, and forgets it. */
    void closeProfile(String profile) {
        driver.switchTo().window(firstWindow);
        profiles.removeUserContext(profile);
    }

    /** What has come to grief may fail once more when it is ended; that is no failure of the test that finds it so. */
    private void abandon() {
        try {
            close();
        } catch (WebDriverException e) {
            LOG.log(Level.WARNING, "A browser that does not answer could not be ended as it should", e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
