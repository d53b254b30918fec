package io.sharer.it.support;

import java.io.IOException;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Payara Server, a descendant of GlassFish. */
final class Payara extends GlassFish {
    Payara(Path home, Path base) {
        super(home, base);
    }

    @Override
    public boolean keepsClassLoaders() {
        return false;
    }

    /** Keeps the class loader of the first application that it has, so that is one that no test looks at. */
    @Override
    public void start() throws IOException {
        super.start();
        Path first = base().resolve("first.war");
        ShrinkWrap.create(WebArchive.class, "first.war")
                .addAsWebResource(EmptyAsset.INSTANCE, "index.html")
                .as(ZipExporter.class)
                .exportTo(first.toFile(), true);
        deploy("first", first, false);
        undeploy("first");
    }

    @Override
    public boolean hasBeansPerEar() {
        return false;
    }

    @Override
    public boolean keepsWarsOfAnEarApart() {
        return true;
    }

    @Override
    public boolean deploysWarsWithoutBeans() {
        return true;
    }

    @Override
    public boolean hasCdiForJarsAlone() {
        return false;
    }
}
