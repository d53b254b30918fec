package io.sharer.turn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The key of a call: one part, or several in order.
 *
 * <p>Two are equal if their parts are, by {@code equals}, and arrays by what is in them. Arrays are copied, so what
 * becomes of them afterwards is no matter; other parts must stay as they are, as keys of any map must.
 */
final class TurnKey {
    private static final int LONGEST_TEXT = 100;

    private final Object[] parts;
    private final int hash;

    private TurnKey(Object[] parts) {
        this.parts = parts;
        this.hash = Arrays.deepHashCode(parts);
    }

    /**
     * The key of these parts. Calls their {@code hashCode}.
     *
     * @throws IllegalArgumentException if there is none, or one is {@code null}
     */
    static TurnKey of(@Nullable Object[] parts, Object label) {
        if (parts.length == 0) {
            throw TurnMessages.noKey(TurnMessages.describe(label));
        }
        Object[] copies = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Object part = parts[i];
            if (part == null) {
                throw TurnMessages.nullKey(TurnMessages.describe(label), i + 1, parts.length);
            }
            copies[i] = part.getClass().isArray() ? copyOf(part) : part;
        }
        return new TurnKey(copies);
    }

    private static Object copyOf(Object array) {
        if (array instanceof Object[] objects) {
            Object[] copy = objects.clone();
            for (int i = 0; i < copy.length; i++) {
                Object element = copy[i];
                if (element != null && element.getClass().isArray()) {
                    copy[i] = copyOf(element);
                }
            }
            return copy;
        }
        if (array instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (array instanceof char[] chars) {
            return chars.clone();
        }
        if (array instanceof int[] ints) {
            return ints.clone();
        }
        if (array instanceof long[] longs) {
            return longs.clone();
        }
        if (array instanceof short[] shorts) {
            return shorts.clone();
        }
        if (array instanceof double[] doubles) {
            return doubles.clone();
        }
        if (array instanceof float[] floats) {
            return floats.clone();
        }
        return ((boolean[]) array).clone();
    }

    int hash() {
        return hash;
    }

    /** Whether it is the same key, by the {@code equals} of these parts. Never under a lock. */
    boolean isEqualTo(TurnKey other) {
        return this == other || (hash == other.hash && Arrays.deepEquals(parts, other.parts));
    }

    /** What messages call it, of a sane length and on one line, whatever its parts say. Never under a lock. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(text.length() == 0 ? "" : ", ").append(textOf(part));
        }
        return shortened(text);
    }

    private static String textOf(Object part) {
        try {
            if (!part.getClass().isArray()) {
                return String.valueOf(part);
            }
            String inBrackets = Arrays.deepToString(new Object[] {part});
            return inBrackets.substring(1, inBrackets.length() - 1);
        } catch (RuntimeException | Error e) { // the message is about something else
            return part.getClass().getName() + " without a text";
        }
    }

    private static String shortened(StringBuilder text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST_TEXT + 1));
        for (int i = 0; i < text.length() && i < LONGEST_TEXT; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? '?' : c);
        }
        if (text.length() > LONGEST_TEXT) {
            if (Character.isHighSurrogate(line.charAt(LONGEST_TEXT - 1))) {
                line.setLength(LONGEST_TEXT - 1);
            }
            line.append('\u2026');
        }
        return line.toString();
    }
}
