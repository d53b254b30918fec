package io.sharer.it.server;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;

/** Tells which classes are beans, by what a call of each finds around itself. */
@WebServlet("/discovery")
public class DiscoveryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .print(
                        switch (request.getParameter("of")) {
                            case "scoped" -> ask(Gate.class, Gate::pass);
                            case "unscoped" -> ask(Loner.class, Loner::pass);
                            case "pooled" ->
                                ask(Gauge.class, gauge -> gauge.getClass() == Gauge.class ? "bare" : "lent");
                            case "in a library" -> ask(Booth.class, Booth::pass);
                            default -> "unknown";
                        });
    }

    private static <T> String ask(Class<T> type, Function<T, String> question) {
        CDI<Object> beans;
        try {
            beans = CDI.current();
        } catch (IllegalStateException e) {
            return "no CDI";
        }
        Instance<T> instance = beans.select(type);
        return instance.isResolvable() ? question.apply(instance.get()) : "no bean";
    }
}
