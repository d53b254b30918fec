package io.sharer.scope;

import io.sharer.LateBinding;
import io.sharer.spi.EventObserver;

/** Opens late binding to plain Java. */
public final class LateBindings {
    private LateBindings() {}

    /** What {@link LateBinding#create} returns. */
    public static <T> LateBinding<T> ofInterface(Class<T> type) {
        if (!type.isInterface()) {
            throw ScopeMessages.noInterface(type.getName());
        }
        LateHolder<T> holder = new LateHolder<>(
                type.getName(),
                () -> "",
                () -> "who has made its LateBinding",
                own -> LateProxy.of(type, own, () -> ""),
                EventObserver.NONE);
        return holder;
    }
}
