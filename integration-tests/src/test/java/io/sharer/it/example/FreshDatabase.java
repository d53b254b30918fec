package io.sharer.it.example;

import org.jboss.as.arquillian.api.ServerSetupTask;
import org.jboss.as.arquillian.container.ManagementClient;

/** Has the example begin with no database file, before it is deployed for a test class. */
public final class FreshDatabase implements ServerSetupTask {
    @Override
    public void setup(ManagementClient management, String container) throws Exception {
        Database.delete();
    }

    @Override
    public void tearDown(ManagementClient management, String container) {
        // The file stays, for whoever wants to know why a test failed.
    }
}
