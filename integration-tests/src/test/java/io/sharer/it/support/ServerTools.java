package io.sharer.it.support;

import java.io.IOException;
import java.nio.file.Path;

/** The tools that a server comes with, for servers that no connector of Arquillian's starts here. */
public interface ServerTools {
    /** Starts the server and returns when it accepts deployments. */
    void start() throws IOException;

    /** Stops the server. */
    void stop() throws IOException;

    /**
     * Deploys an application and returns when it serves requests.
     *
     * @param name of the application, and if it is a WAR of its context root
     * @param archive a WAR or an EAR
     * @param withLibrary whether it is to find the extension in the server, which has it for who asks for it
     * @throws IOException if it was not deployed, with what the server says of it
     */
    void deploy(String name, Path archive, boolean withLibrary) throws IOException;

    /** Undeploys an application and returns when it has ended. */
    void undeploy(String name) throws IOException;
}
