package io.sharer.it.server;

import io.sharer.EventLoop;
import io.sharer.ResourceManager;
import io.sharer.SharerControl;
import io.sharer.SharerRegistry;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Uses one of each kind of bean that Sharer adds itself, for the whole application. */
@WebServlet("/kinds")
@SuppressWarnings("serial")
public class KindsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private ResourceManager resources;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Quarry quarry;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private SharerRegistry registry;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private SharerControl control;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private EventLoop loop;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(answer());
    }

    private String answer() {
        try {
            String stone = quarry.dig();
            String ofLoop = Boolean.toString(loop.call(loop::inLoop));
            String queues = registry.queues().stream()
                    .filter(queue -> queue.stats().name().equals("quarry"))
                    .map(queue -> Long.toString(queue.stats().turns()))
                    .collect(Collectors.joining());
            return String.join(
                    " ",
                    List.of(
                            stone,
                            Integer.toString(resources.active().size()),
                            ofLoop,
                            queues,
                            control.waiting("quarry").toString()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
