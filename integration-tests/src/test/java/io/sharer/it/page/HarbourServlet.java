package io.sharer.it.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Has in the harbour happen what a test wants. */
@WebServlet("/harbour/*")
public class HarbourServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient Harbour harbour;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (String.valueOf(request.getPathInfo())) {
                case "/close" -> harbour.close(3);
                case "/open" -> harbour.open();
                case "/lend" -> harbour.lend();
                case "/give-back" -> harbour.giveBack();
                case "/meet" -> harbour.meet();
                case "/trade" -> harbour.trade();
                case "/rest" -> harbour.rest();
                default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
