package io.sharer.cdi;

import jakarta.enterprise.context.ApplicationScoped;

/** A bean that a class loader of a part of an application may define for itself. */
@ApplicationScoped
public class Booth {
    public String sell() {
        return "sold";
    }
}
