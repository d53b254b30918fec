package io.sharer.it.server;

import io.sharer.Pool;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells how often things have begun. */
@WebServlet("/clock")
@SuppressWarnings("serial")
public class ClockServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Clock clock;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Pool<Clock.Wheel> wheels;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .print(
                        switch (request.getParameter("of")) {
                            case "starts" -> clock.starts();
                            case "made" -> clock.made();
                            case "wheels" -> wheels.stats().idle();
                            default -> -1;
                        });
    }
}
