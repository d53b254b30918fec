package directory;

import io.sharer.CallScoped;
import io.sharer.Pool;
import io.sharer.PoolHooks;
import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;

/** People, in an LDAP directory. */
@ApplicationScoped
public class Directory implements PoolHooks<DirContext> {
    static final String URL = "directory.url";

    @Inject
    Pool<DirContext> connections;

    /** The results are read from the connection, so it is kept until all are there. */
    public List<String> mailOf(String name) throws NamingException {
        return connections.with(connection -> {
            List<String> found = new ArrayList<>();
            NamingEnumeration<SearchResult> results = connection.search(
                    "ou=people,dc=example,dc=com", "(cn={0})", new Object[] {name}, new SearchControls());
            try {
                while (results.hasMore()) {
                    found.add(
                            (String) results.next().getAttributes().get("mail").get());
                }
            } finally {
                results.close();
            }
            return found;
        });
    }

    @Produces
    @Pooled(name = "directory", maxSize = 5, timeout = "PT5S", maxAge = "PT1H", healthEvery = "PT1M")
    @CallScoped
    static DirContext connect() throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, System.getProperty(URL, "ldap://localhost"));
        environment.put("com.sun.jndi.ldap.connect.timeout", "2000");
        environment.put("com.sun.jndi.ldap.read.timeout", "2000");
        return new InitialDirContext(environment);
    }

    static void disconnect(@Disposes DirContext connection) throws NamingException {
        connection.close();
    }

    /** Whether the root can still be read. */
    @Override
    public boolean isHealthy(DirContext connection) {
        try {
            connection.getAttributes("", new String[] {"objectClass"});
            return true;
        } catch (NamingException e) {
            return false;
        }
    }
}
