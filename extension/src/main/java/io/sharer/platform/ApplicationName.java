package io.sharer.platform;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Finds out what the application is called where it is deployed. */
final class ApplicationName {
    /** Of a program that is not deployed anywhere. */
    static final String FALLBACK = "application";

    private ApplicationName() {}

    /** The module's name, within that of the application if it is one of several. */
    static String find() {
        String application = lookUp("java:app/AppName");
        String module = lookUp("java:module/ModuleName");
        if (module.isBlank()) {
            return application.isBlank() ? FALLBACK : application;
        }
        return application.isBlank() || application.equals(module) ? module : application + "/" + module;
    }

    @SuppressWarnings("BanJNDI") // fixed names, which the container binds
    private static String lookUp(String name) {
        try {
            return InitialContext.doLookup(name) instanceof String found ? found : "";
        } catch (NamingException | RuntimeException absent) {
            return "";
        }
    }
}
