package io.sharer.cdi.pool;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The constants of a class that is written: each is there once, and known by its index. */
final class ConstantPool {
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<String, Integer> indexes = new HashMap<>();

    int utf8(String text) throws IOException {
        Integer known = indexes.get("text " + text);
        if (known != null) {
            return known;
        }
        out.writeByte(UTF8);
        out.writeUTF(text);
        return added("text " + text);
    }

    int classOf(String internalName) throws IOException {
        return reference(CLASS, utf8(internalName));
    }

    int string(String text) throws IOException {
        return reference(STRING, utf8(text));
    }

    int field(String owner, String name, String descriptor) throws IOException {
        return reference(FIELD, classOf(owner), nameAndType(name, descriptor));
    }

    int method(String owner, String name, String descriptor) throws IOException {
        return reference(METHOD, classOf(owner), nameAndType(name, descriptor));
    }

    int interfaceMethod(String owner, String name, String descriptor) throws IOException {
        return reference(INTERFACE_METHOD, classOf(owner), nameAndType(name, descriptor));
    }

    private int nameAndType(String name, String descriptor) throws IOException {
        return reference(NAME_AND_TYPE, utf8(name), utf8(descriptor));
    }

    /** A constant that is made of others. */
    private int reference(int kind, int... others) throws IOException {
        StringBuilder key = new StringBuilder().append(kind);
        for (int other : others) {
            key.append(':').append(other);
        }
        Integer known = indexes.get(key.toString());
        if (known != null) {
            return known;
        }
        out.writeByte(kind);
        for (int other : others) {
            out.writeShort(other);
        }
        return added(key.toString());
    }

    private int added(String key) {
        int index = indexes.size() + 1;
        if (index > 0xfffe) {
            throw new IllegalArgumentException("a class has no room for so many constants");
        }
        indexes.put(key, index);
        return index;
    }

    void writeTo(DataOutputStream target) throws IOException {
        target.writeShort(indexes.size() + 1);
        bytes.writeTo(target);
    }
}
