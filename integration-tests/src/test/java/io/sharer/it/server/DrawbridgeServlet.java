package io.sharer.it.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Does at the drawbridge of the EAR's library what it is asked for, as part of its web application. */
@WebServlet("/drawbridge")
public class DrawbridgeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setContentType("text/plain");
        try {
            response.getWriter().print(answer(request.getParameter("do")));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private static String answer(String question) throws Exception {
        switch (question) {
            case "raise" -> Drawbridge.raise();
            case "lower" -> Drawbridge.lower();
            case "cross" -> {
                return Drawbridge.cross();
            }
            default -> throw new IllegalArgumentException(question);
        }
        return "done";
    }

    /** That of the first WAR that ends ends it for all: they end together. */
    @Override
    public void destroy() {
        Drawbridge.close();
    }
}
