package io.sharer.it.support;

import java.nio.file.Path;

/** Payara Server, a descendant of GlassFish. */
final class Payara extends GlassFish {
    Payara(Path home, Path base) {
        super(home, base);
    }

    @Override
    public boolean keepsClassLoaders() {
        return false;
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
