package shop;

import io.sharer.SerialExecutor;
import io.sharer.SharedQueue;
import io.sharer.TurnDeadlockException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

@Path("/")
@Produces("text/plain")
@RequestScoped
public class Desk {
    @Inject
    Till till;

    @Inject
    Ledger ledger;

    @Inject
    Printer printer; // a proxy: a printer is borrowed with the first call

    @Inject
    @SharedQueue("till")
    SerialExecutor queue;

    @POST
    @Path("coins")
    public String put() {
        return "coin " + till.put() + "\n";
    }

    @GET
    @Path("coins")
    public CompletionStage<String> report() {
        return till.report().thenApply(report -> report + "\n");
    }

    @GET
    @Path("queue")
    public String queue() {
        return queue.stats() + "\n";
    }

    @POST
    @Path("receipts")
    public String print() {
        return printer.print("receipt") + "\n";
    }

    @GET
    @Path("deadlock")
    public String deadlock() throws Exception {
        CyclicBarrier bothAreAtWork = new CyclicBarrier(2);
        Future<Integer> audit = ledger.audit(bothAreAtWork);
        try {
            till.cashUp(bothAreAtWork);
            return "the till went on, and the ledger was told:\n" + told(audit) + "\n";
        } catch (TurnDeadlockException e) {
            return "the ledger went on with " + audit.get() + " coins, and the till was told:\n" + e.getMessage()
                    + "\n";
        }
    }

    private static String told(Future<Integer> audit) throws InterruptedException {
        try {
            return "nothing: " + audit.get();
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        }
    }
}
