package io.sharer.it.server;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;

/** Has the screen write its threads down. */
@WebServlet("/screen")
public class ScreenServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings({"NullAway.Init", "serial"})
    private Screen screen;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        screen.record(Path.of(request.getParameter("file")));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
