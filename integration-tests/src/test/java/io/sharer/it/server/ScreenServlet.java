package io.sharer.it.server;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;

/** Has the screen write its threads down, and the curtain the names at the end. */
@WebServlet("/screen")
public class ScreenServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings({"NullAway.Init", "serial"})
    private Screen screen;

    @Inject
    @SuppressWarnings({"NullAway.Init", "serial"})
    private Curtain curtain;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        screen.record(Path.of(request.getParameter("threads")));
        curtain.record(Path.of(request.getParameter("names")));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
