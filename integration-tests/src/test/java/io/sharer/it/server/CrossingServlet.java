package io.sharer.it.server;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet that crosses, by itself and by enterprise beans. */
@WebServlet("/crossing")
@SuppressWarnings("serial")
public class CrossingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Gate gate;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Coin coin;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Porter porter;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Warden warden;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .print(
                        switch (request.getParameter("by")) {
                            case "servlet" -> Crossing.by(gate, coin);
                            case "stateless" -> porter.cross();
                            case "singleton" -> warden.cross();
                            default -> "unknown";
                        });
    }
}
