package io.sharer.it.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Chooses what the {@link CannedRegistry} tells. */
@WebServlet("/canned/*")
public class CannedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient CannedRegistry registry;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        registry.tell(request.getPathInfo().substring(1));
    }
}
