package io.sharer.cdi.late;

import org.jspecify.annotations.Nullable;

/** All that late binding says to users of CDI. */
final class LateMessages {
    private LateMessages() {}

    static String unproxyable(String injectionPoint, String type, @Nullable String why) {
        return ("SHARER-360: late binding of %s at %s: the type is %s, so there is no proxy of it. Inject an interface that it"
                        + " implements.")
                .formatted(type, injectionPoint, why);
    }

    static String lateBinding(String injectionPoint) {
        return ("SHARER-361: @Late LateBinding at %s: the binding is there from the beginning. Remove @Late, and put it where"
                        + " the bound object is injected.")
                .formatted(injectionPoint);
    }

    static String bindingOfWhat(String injectionPoint, String type) {
        return "SHARER-362: %s at %s does not tell what is bound. Name the type, as in LateBinding<Database>."
                .formatted(type, injectionPoint);
    }

    static String nobodyBinds(String binding, String injectionPoints) {
        return ("SHARER-363: no bean has %s injected, so none can bind what is @Late at %s. Inject it, with the same qualifiers,"
                        + " where the object is made; if a program looks the binding up and sets it, all is well.")
                .formatted(binding, injectionPoints);
    }

    static String tooEarly(String type) {
        return "SHARER-364: a proxy of @Late %s was asked for before the application was deployed. Ask for it later."
                .formatted(type);
    }
}
