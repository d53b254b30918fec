package shop;

/** Takes a second to open, so it is not opened for each request. */
public class Printer implements AutoCloseable {
    private int pages;

    public static Printer open() throws InterruptedException {
        Thread.sleep(1_000);
        return new Printer();
    }

    public String print(String text) {
        pages++;
        return text + ", page " + pages + " of this printer";
    }

    @Override
    public void close() {
        System.out.println("closed after " + pages + " pages");
    }
}
