package io.sharer.cdi;

import io.sharer.Overflow;
import io.sharer.Shared;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the settings on a method of a class do beyond it, or leave undone: those of the queue hold for the other methods
 * in it as well, and those of the call replace all of the class's.
 */
final class SettingRules {
    private static final int NAMED_AT_MOST = 3;

    private final AnnotatedType<?> type;
    private final SharedMethods methods;
    private final @Nullable Shared onClass;

    SettingRules(AnnotatedType<?> type, SharedMethods methods) {
        this.type = type;
        this.methods = methods;
        this.onClass = MetaAnnotations.sharedOf(type);
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Shared onMethod = MetaAnnotations.sharedOf(method);
            SharedMethod known = methods.find(method.getJavaMember());
            if (onMethod != null && known != null) {
                warnOfOthers("permits", Shared::permits, 1, onMethod, known, warnings);
                warnOfOthers("capacity", Shared::capacity, 0, onMethod, known, warnings);
            }
        }
        return warnings;
    }

    private void warnOfOthers(
            String member,
            ToIntFunction<Shared> value,
            int byDefault,
            Shared onMethod,
            SharedMethod known,
            List<String> warnings) {
        int given = value.applyAsInt(onMethod);
        boolean byClass =
                onClass != null && onClass.value().equals(known.queue()) && value.applyAsInt(onClass) != byDefault;
        if (given <= byDefault || byClass) {
            return;
        }
        List<String> others = new ArrayList<>();
        for (AnnotatedMethod<?> other : type.getMethods()) {
            Shared onOther = MetaAnnotations.sharedOf(other);
            SharedMethod its = methods.find(other.getJavaMember());
            if (its != null
                    && !its.label().equals(known.label())
                    && its.queue().equals(known.queue())
                    && (onOther == null || value.applyAsInt(onOther) == byDefault)) {
                others.add(its.label());
            }
        }
        if (!others.isEmpty()) {
            warnings.add(CdiMessages.holdsForOthersToo(
                    member, given, known.label(), inWords(others), member.equals("permits")));
        }
    }

    private static String inWords(List<String> methods) {
        List<String> named = methods.stream().sorted().limit(NAMED_AT_MOST).toList();
        int more = methods.size() - named.size();
        return String.join(", ", named) + (more == 0 ? "" : " and " + more + " more");
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Shared onMethod = MetaAnnotations.sharedOf(method);
            SharedMethod known = methods.find(method.getJavaMember());
            if (onClass == null || onMethod == null || known == null) {
                continue;
            }
            if (!onClass.timeout().isEmpty() && onMethod.timeout().isEmpty()) {
                remarks.add(CdiMessages.replaced(known.label(), "timeout = \"" + onClass.timeout() + "\""));
            }
            if (onClass.overflow() != Overflow.REJECT && onMethod.overflow() == Overflow.REJECT) {
                remarks.add(CdiMessages.replaced(known.label(), "overflow = " + onClass.overflow()));
            }
        }
        return remarks;
    }
}
