package io.sharer.cdi.pool;

import java.util.Arrays;

/** How the JVM handles values of a primitive type, and those of none. */
enum Primitive {
    NONE(Object.class, "", "", 1, 0x19, 0xb0),
    BOOLEAN(boolean.class, "java/lang/Boolean", "Z", 1, 0x15, 0xac),
    BYTE(byte.class, "java/lang/Byte", "B", 1, 0x15, 0xac),
    CHAR(char.class, "java/lang/Character", "C", 1, 0x15, 0xac),
    SHORT(short.class, "java/lang/Short", "S", 1, 0x15, 0xac),
    INT(int.class, "java/lang/Integer", "I", 1, 0x15, 0xac),
    LONG(long.class, "java/lang/Long", "J", 2, 0x16, 0xad),
    FLOAT(float.class, "java/lang/Float", "F", 1, 0x17, 0xae),
    DOUBLE(double.class, "java/lang/Double", "D", 2, 0x18, 0xaf);

    private final Class<?> type;
    private final String box;
    private final String descriptor;
    private final int words;
    private final int load;
    private final int returning;

    Primitive(Class<?> type, String box, String descriptor, int words, int load, int returning) {
        this.type = type;
        this.box = box;
        this.descriptor = descriptor;
        this.words = words;
        this.load = load;
        this.returning = returning;
    }

    static Primitive of(Class<?> type) {
        return Arrays.stream(values())
                .filter(primitive -> primitive.type == type && primitive != NONE)
                .findAny()
                .orElse(NONE);
    }

    /** The class of its objects. */
    String box() {
        return box;
    }

    String descriptor() {
        return descriptor;
    }

    /** How much of the stack a value takes. */
    int words() {
        return words;
    }

    /** The instruction that loads a value. */
    int load() {
        return load;
    }

    /** The instruction that returns one. */
    int returning() {
        return returning;
    }

    /** The method that gets the value from its object. */
    String unboxing() {
        return type.getName() + "Value";
    }
}
