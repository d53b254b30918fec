package io.sharer.it.example;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the example begin with no database file. It stands before what deploys the example for a test class. */
public final class FreshDatabase implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        // The file of the last class stays, for whoever wants to know why a test failed.
        Database.delete();
    }
}
