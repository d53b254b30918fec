package io.sharer.it.server;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** Is opened for clerks only. */
@Stateless
@RolesAllowed("clerk")
public class Vault {
    @Resource
    @SuppressWarnings("NullAway.Init")
    private SessionContext session;

    /** Who opened it. */
    public String open() {
        return session.getCallerPrincipal().getName();
    }
}
