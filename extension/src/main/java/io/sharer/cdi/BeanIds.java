package io.sharer.cdi;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * The ids of beans that extensions add. Some containers keep what they have made of a bean under its id, and some
 * servers have one container for all WARs of an EAR. So each WAR that has classes of Sharer of its own needs ids of its
 * own.
 *
 * <p>They must be the same after a redeployment and on every node, for the client proxies of these beans are passivated
 * with sessions, by id. They rest on where the classes were loaded from, and of that on the name of the WAR alone,
 * within its EAR: servers unpack archives at another place each time. An archive that is deployed under another name
 * has other ids, and containers, which put that name into the ids that they make, do not find their own beans then
 * either. Where servers call all WARs alike, or tell no place, two copies have the same ids, as they would have without
 * this.
 */
public final class BeanIds {
    private static final String IN_WAR = "/WEB-INF/";
    private static final String HERE = suffix(BeanIds.class.getProtectionDomain());

    private BeanIds() {}

    /** The id of the only bean of the class. */
    public static String of(Class<?> type) {
        return type.getName() + HERE;
    }

    /** The id of one of several beans of the class. */
    public static String of(Class<?> type, Object which) {
        return type.getName() + "/" + which + HERE;
    }

    private static String suffix(@Nullable ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        return source == null || source.getLocation() == null
                ? ""
                : suffix(source.getLocation().toString());
    }

    /**
     * What tells this copy of Sharer from others of the same EAR: the WAR that it is in, as the EAR calls it. Where the
     * archive lies is not said, for that is another place on another node. Outside of WARs there is one for all.
     */
    static String suffix(String location) {
        int inWar = location.lastIndexOf(IN_WAR);
        if (inWar < 0) {
            return "";
        }
        String war = location.substring(0, inWar);
        int ear = Math.max(behind(war, ".ear/"), behind(war, ".ear!/"));
        return "@" + war.substring(ear < 0 ? war.lastIndexOf('/') + 1 : ear);
    }

    private static int behind(String text, String part) {
        int at = text.lastIndexOf(part);
        return at < 0 ? -1 : at + part.length();
    }
}
