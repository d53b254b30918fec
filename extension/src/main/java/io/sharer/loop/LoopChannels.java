package io.sharer.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** The channels of one loop, as far as somebody still has them, to be closed when it stops. */
final class LoopChannels {
    private final Loop loop;

    /** Channels have no {@code equals}, so they are told apart by identity. */
    private final Set<LoopChannel<?>> all = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    LoopChannels(Loop loop) {
        this.loop = loop;
    }

    <T> LoopChannel<T> make(int capacity) {
        LoopChannel<T> channel = new LoopChannel<>(loop, capacity);
        all.add(channel);
        return channel;
    }

    void closeAll() {
        List<LoopChannel<?>> open;
        synchronized (all) {
            open = new ArrayList<>(all);
            all.clear();
        }
        open.forEach(LoopChannel::close);
    }
}
