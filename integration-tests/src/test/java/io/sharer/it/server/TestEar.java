package io.sharer.it.server;

import io.sharer.Shared;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An EAR with the extension's jar in its library, for all its WARs. */
final class TestEar {
    private TestEar() {}

    static EnterpriseArchive of(String name, JavaArchive library, WebArchive... wars) {
        return ShrinkWrap.create(EnterpriseArchive.class, name + ".ear")
                .addAsLibraries(TestWar.jarOf(Shared.class))
                .addAsLibraries(library)
                .addAsModules(wars);
    }

    /** An EAR without a library. */
    static EnterpriseArchive ofWars(String name, WebArchive... wars) {
        return ShrinkWrap.create(EnterpriseArchive.class, name + ".ear").addAsModules(wars);
    }

    /** Beans for all WARs. */
    static JavaArchive library(Class<?>... classes) {
        return ShrinkWrap.create(JavaArchive.class, "beans.jar")
                .addClasses(classes)
                .addAsManifestResource(new StringAsset(""), "beans.xml");
    }

    static WebArchive war(String name, Class<?>... classes) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClasses(classes)
                .addAsWebInfResource(new StringAsset(""), "beans.xml");
    }
}
