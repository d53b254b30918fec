package io.sharer.scope;

import java.util.List;

/** Something that tells a list when it is released. */
record Thing(String name, List<String> released) implements AutoCloseable {
    @Override
    public void close() {
        released.add(name);
    }
}
