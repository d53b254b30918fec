package io.sharer.console;

import io.sharer.PoolInfo;
import io.sharer.SharerControl;
import io.sharer.SharerRegistry;
import io.sharer.spi.ConsoleSettings;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers each request of the console: decides first who asks, then hands it to who answers it. */
public class ConsoleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init")
    private transient SharerRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private transient SharerControl control;

    private transient @Nullable ConsoleAccess access;
    private transient @Nullable Actions actions;
    private transient @Nullable PageFiles files;
    private transient @Nullable RegistryJson json;

    /** For the server, which maps it as {@code web-fragment.xml} says. */
    public ConsoleServlet() {}

    /** What is shown, how it is acted upon, and by whom. Called once, before the first request. */
    @Inject
    void show(SharerRegistry of, SharerControl by, ConsoleSettings settings) {
        registry = of;
        control = by;
        access = new ConsoleAccess(settings);
        actions = new Actions(by);
        json = new RegistryJson();
    }

    @Override
    public void init() throws ServletException {
        try {
            files = PageFiles.load();
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!access().maySee(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        ProtectiveHeaders.addTo(response);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> get(request, response);
            case "POST" -> post(request, response);
            default -> {
                response.setHeader("Allow", "GET, HEAD, POST");
                response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }

    private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null) {
            // Links of the page are relative to its folder.
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", folderOf(request.getRequestURI()));
        } else if (path.startsWith("/api/")) {
            answer(request, response, path.substring("/api/".length()));
        } else {
            show(response, path.equals("/") ? "index.html" : path.substring(1));
        }
    }

    /** Relative, for a server behind a proxy knows neither the scheme nor the path that people ask for. */
    private static String folderOf(String uri) {
        String last = uri.substring(uri.lastIndexOf('/') + 1);
        int parameters = last.indexOf(';');
        return "./" + (parameters < 0 ? last : last.substring(0, parameters)) + "/";
    }

    private void show(HttpServletResponse response, String name) throws IOException {
        Optional<PageFiles.PageFile> file = files().find(name);
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(file.get().type());
        send(response, file.get().bytes());
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, String what) throws IOException {
        String name = Objects.requireNonNullElse(request.getParameter("name"), "");
        try {
            JsonObject found = switch (what) {
                case "state" -> json().state(registry, application(), access().mayAct(request));
                case "waiting" -> json().waiting(registry, control, name);
                case "holding" -> json().holding(registry, control, name);
                case "leases" -> pool(name).map(json()::leases).orElse(null);
                default -> null;
            };
            sendOrNothing(response, found);
        } catch (IllegalArgumentException noSuchQueue) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private Optional<PoolInfo> pool(String name) {
        return registry.pools().stream()
                .filter(pool -> pool.name().equals(name))
                .findAny();
    }

    private String application() {
        String name = getServletContext().getServletContextName();
        String path = getServletContext().getContextPath();
        if (name != null && !name.isBlank()) {
            return name;
        }
        return path.isEmpty() ? "/" : path;
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Refusal> refusal = access().refusalToAct(request);
        if (refusal.isPresent()) {
            refuse(response, refusal.get());
            return;
        }
        String path = Objects.requireNonNullElse(request.getPathInfo(), "");
        try {
            sendOrNothing(response, path.startsWith("/api/") ? actions().perform(path.substring(5), request) : null);
        } catch (Actions.RefusedException e) {
            refuse(response, e.refusal());
        }
    }

    private static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        sendJson(
                response,
                Json.createObjectBuilder().add("error", refusal.message()).build());
    }

    private static void sendOrNothing(HttpServletResponse response, @Nullable JsonObject found) throws IOException {
        if (found == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            sendJson(response, found);
        }
    }

    private static void sendJson(HttpServletResponse response, JsonObject json) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        send(response, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpServletResponse response, byte[] bytes) throws IOException {
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private ConsoleAccess access() {
        return Objects.requireNonNull(access, "not initialised");
    }

    private Actions actions() {
        return Objects.requireNonNull(actions, "not initialised");
    }

    private RegistryJson json() {
        return Objects.requireNonNull(json, "not initialised");
    }

    private PageFiles files() {
        return Objects.requireNonNull(files, "not initialised");
    }
}
