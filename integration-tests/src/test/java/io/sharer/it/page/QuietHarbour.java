package io.sharer.it.page;

import static io.sharer.it.page.ConsolePage.happen;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the {@link Harbour} of a WAR come to rest after each test. */
final class QuietHarbour implements AfterEachCallback {
    private final String context;

    /** @param context the path of the WAR, as in {@code "harbour/"} */
    QuietHarbour(String context) {
        this.context = context;
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        happen(context + "harbour/rest");
        happen(context + "harbour/open");
        happen(context + "harbour/give-back");
    }
}
