package io.sharer.it.server;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Tells what Sharer shows by JMX, of all applications of the server. */
@WebServlet("/mbeans")
public class MBeansServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(names());
    }

    private static String names() throws IOException {
        try {
            return ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("io.sharer:*"), null).stream()
                    .map(ObjectName::toString)
                    .sorted()
                    .collect(Collectors.joining("\n"));
        } catch (MalformedObjectNameException e) {
            throw new IOException(e);
        }
    }
}
