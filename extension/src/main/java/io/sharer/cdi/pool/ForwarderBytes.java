package io.sharer.cdi.pool;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.BiFunction;

/**
 * Writes the subclass that a {@link ClassWrapper} needs, in the format of the JVM. Each method is
 *
 * <pre>{@code
 * R name(A a, B b) {
 *     return (R) sharer$target.apply("name(A,B)R", new Object[] {a, b});
 * }
 * }</pre>
 *
 * without a branch, so the format asks for no frames, and without a constructor. What {@code apply} throws passes
 * through, for the JVM knows no checked exceptions.
 */
final class ForwarderBytes {
    /** The field that has the function which all calls go to. */
    static final String TARGET = "sharer$target";

    /** The key of the method that is asked what to write when an instance is serialised. */
    static final String WRITE_REPLACE = "writeReplace()Ljava/lang/Object;";

    private static final int MAGIC = 0xCAFEBABE;
    private static final int VERSION = 52; // of Java 8
    private static final int PUBLIC = 0x0001;
    private static final int PROTECTED = 0x0004;
    private static final int FINAL = 0x0010;
    private static final int SUPER = 0x0020;
    private static final int SYNTHETIC = 0x1000;

    /** The function, the key, the array; again the array, the index, and a value of two words. */
    private static final int MAX_STACK = 7;

    private static final String FUNCTION = internalName(BiFunction.class);

    private final ConstantPool pool = new ConstantPool();
    private final ByteArrayOutputStream methodBytes = new ByteArrayOutputStream();
    private final DataOutputStream methods = new DataOutputStream(methodBytes);
    private final String name;
    private int count;

    private ForwarderBytes(String name) {
        this.name = name.replace('.', '/');
    }

    /** The bytes of a subclass of that name. */
    static byte[] of(Class<?> type, String name, ForwardedMethods methods) {
        try {
            return new ForwarderBytes(name).write(type, methods);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
    }

    private byte[] write(Class<?> type, ForwardedMethods forwarded) throws IOException {
        for (Method method : forwarded.all()) {
            String key = ForwardedMethods.keyOf(method);
            if (!key.equals(WRITE_REPLACE)) {
                int access = method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED);
                writeMethod(access, method, ForwardedMethods.descriptorOf(method), key);
            }
        }
        writeMethod(PUBLIC, "writeReplace", "()Ljava/lang/Object;", forwarding(WRITE_REPLACE), 1);
        if (forwarded.finalizes()) {
            writeMethod(PROTECTED, "finalize", "()V", new byte[] {(byte) Code.RETURN}, 1);
        }
        return writeClass(type);
    }

    private byte[] writeClass(Class<?> type) throws IOException {
        int self = pool.classOf(name);
        int parent = pool.classOf(internalName(type));
        int serializable = pool.classOf(internalName(Serializable.class));
        int field = pool.utf8(TARGET);
        int fieldType = pool.utf8("L" + FUNCTION + ";");

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeShort(0);
        out.writeShort(VERSION);
        pool.writeTo(out);
        out.writeShort(PUBLIC | FINAL | SUPER | SYNTHETIC);
        out.writeShort(self);
        out.writeShort(parent);
        out.writeShort(1);
        out.writeShort(serializable);
        out.writeShort(1);
        out.writeShort(PUBLIC | SYNTHETIC);
        out.writeShort(field);
        out.writeShort(fieldType);
        out.writeShort(0);
        out.writeShort(count);
        methodBytes.writeTo(out);
        out.writeShort(0);
        return bytes.toByteArray();
    }

    private void writeMethod(int access, Method method, String descriptor, String key) throws IOException {
        int locals = 1;
        for (Class<?> parameter : method.getParameterTypes()) {
            locals += Primitive.of(parameter).words();
        }
        writeMethod(access, method.getName(), descriptor, forwarding(method, key), locals);
    }

    private void writeMethod(int access, String method, String descriptor, byte[] code, int locals) throws IOException {
        count++;
        methods.writeShort(access);
        methods.writeShort(pool.utf8(method));
        methods.writeShort(pool.utf8(descriptor));
        methods.writeShort(1);
        methods.writeShort(pool.utf8("Code"));
        methods.writeInt(12 + code.length);
        methods.writeShort(MAX_STACK);
        methods.writeShort(locals);
        methods.writeInt(code.length);
        methods.write(code);
        methods.writeShort(0); // exceptions that are caught
        methods.writeShort(0); // attributes
    }

    /** A method without parameters that returns an object. */
    private byte[] forwarding(String key) throws IOException {
        Code code = new Code();
        begin(code, key);
        code.op(Code.ACONST_NULL);
        apply(code);
        code.op(Code.ARETURN);
        return code.bytes();
    }

    private byte[] forwarding(Method method, String key) throws IOException {
        Code code = new Code();
        begin(code, key);
        packArguments(code, method.getParameterTypes());
        apply(code);
        returnResult(code, method.getReturnType());
        return code.bytes();
    }

    private void begin(Code code, String key) throws IOException {
        code.op(Code.ALOAD_0);
        code.op(Code.GETFIELD, pool.field(name, TARGET, "L" + FUNCTION + ";"));
        code.op(Code.LDC_W, pool.string(key));
    }

    private void apply(Code code) throws IOException {
        code.op(
                Code.INVOKEINTERFACE,
                pool.interfaceMethod(FUNCTION, "apply", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"));
        code.bytes(3, 0); // words of arguments
    }

    private void packArguments(Code code, Class<?>[] parameters) throws IOException {
        if (parameters.length == 0) {
            code.op(Code.ACONST_NULL);
            return;
        }
        code.op(Code.SIPUSH, parameters.length);
        code.op(Code.ANEWARRAY, pool.classOf("java/lang/Object"));
        int local = 1;
        for (int i = 0; i < parameters.length; i++) {
            Primitive kind = Primitive.of(parameters[i]);
            code.op(Code.DUP);
            code.op(Code.SIPUSH, i);
            code.bytes(kind.load(), local);
            if (kind != Primitive.NONE) {
                code.op(
                        Code.INVOKESTATIC,
                        pool.method(kind.box(), "valueOf", "(" + kind.descriptor() + ")L" + kind.box() + ";"));
            }
            code.op(Code.AASTORE);
            local += kind.words();
        }
    }

    private void returnResult(Code code, Class<?> type) throws IOException {
        if (type == void.class) {
            code.op(Code.POP);
            code.op(Code.RETURN);
            return;
        }
        Primitive kind = Primitive.of(type);
        if (kind == Primitive.NONE) {
            code.op(Code.CHECKCAST, pool.classOf(internalName(type)));
        } else {
            code.op(Code.CHECKCAST, pool.classOf(kind.box()));
            code.op(Code.INVOKEVIRTUAL, pool.method(kind.box(), kind.unboxing(), "()" + kind.descriptor()));
        }
        code.op(kind.returning());
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** The instructions of one method. */
    private static final class Code {
        static final int ACONST_NULL = 0x01;
        static final int SIPUSH = 0x11;
        static final int LDC_W = 0x13;
        static final int ALOAD_0 = 0x2a;
        static final int AASTORE = 0x53;
        static final int POP = 0x57;
        static final int DUP = 0x59;
        static final int ARETURN = 0xb0;
        static final int RETURN = 0xb1;
        static final int GETFIELD = 0xb4;
        static final int INVOKEVIRTUAL = 0xb6;
        static final int INVOKESTATIC = 0xb8;
        static final int INVOKEINTERFACE = 0xb9;
        static final int ANEWARRAY = 0xbd;
        static final int CHECKCAST = 0xc0;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        void op(int instruction) throws IOException {
            out.writeByte(instruction);
        }

        void op(int instruction, int operand) throws IOException {
            out.writeByte(instruction);
            out.writeShort(operand);
        }

        void bytes(int first, int second) throws IOException {
            out.writeByte(first);
            out.writeByte(second);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
