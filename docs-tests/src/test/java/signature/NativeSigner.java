package signature;

/** Stands in for a native library: the thread that has opened it is the only one that may call it. */
class NativeSigner implements AutoCloseable {
    private static int closed;

    private final Thread owner = Thread.currentThread();
    private long signed;

    String sign(String text) {
        check();
        signed++;
        return text + " #" + signed;
    }

    @Override
    public void close() {
        check();
        closed++;
    }

    static int closed() {
        return closed;
    }

    private void check() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("called by " + Thread.currentThread() + ", and not by " + owner);
        }
    }
}
