package io.sharer.it.server;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolTimeoutException;
import io.sharer.SerialExecutor;
import io.sharer.SharedQueue;
import io.sharer.TurnTimeoutException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does what it is asked for at the gate and at the mint, as part of its web application. */
@WebServlet("/gate")
@SuppressWarnings("serial")
public class GateServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Gate gate;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Booth booth;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Pool<Coin> coins;

    @Inject
    @SharedQueue("gate")
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor queue;

    private final transient AtomicReference<@Nullable Lease<Coin>> purse = new AtomicReference<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(answer(request.getParameter("do")));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // who is kept out finds out
    private String answer(String question) {
        switch (question) {
            case "which" -> {
                return Integer.toString(gate.number());
            }
            case "close" -> gate.close();
            case "open" -> gate.open();
            case "pass" -> {
                return turnOf(gate::pass);
            }
            case "pass the booth" -> {
                return turnOf(booth::pass);
            }
            case "waiting" -> {
                return Integer.toString(queue.stats().length());
            }
            case "take" -> {
                return coin();
            }
            case "give" -> give();
            case "made" -> {
                return Long.toString(coins.stats().created());
            }
            default -> throw new IllegalArgumentException(question);
        }
        return "done";
    }

    private static String turnOf(Supplier<String> passage) {
        try {
            return passage.get();
        } catch (TurnTimeoutException e) {
            return "closed";
        }
    }

    private String coin() {
        try {
            Lease<Coin> lease = coins.borrow();
            purse.set(lease);
            return Integer.toString(lease.get().number());
        } catch (PoolTimeoutException e) {
            return "none";
        }
    }

    private void give() {
        Lease<Coin> lease = purse.getAndSet(null);
        if (lease != null) {
            lease.close();
        }
    }
}
