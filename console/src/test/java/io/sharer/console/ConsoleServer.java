package io.sharer.console;

import io.sharer.SharerControl;
import io.sharer.SharerRegistry;
import io.sharer.spi.ConsoleSettings;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A server with the console and nothing else, whose callers come from where, and have the roles that, they say. */
final class ConsoleServer implements AutoCloseable {
    private final Undertow server;

    ConsoleServer(SharerRegistry registry, SharerControl control, ConsoleSettings settings) throws ServletException {
        ConsoleServlet servlet = new ConsoleServlet();
        servlet.show(registry, control, settings);
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(ConsoleServer.class.getClassLoader())
                .setDeploymentName("app.war")
                .setDisplayName("The shop")
                .setContextPath("/app")
                .addFilter(new FilterInfo(
                        "caller", CallerFilter.class, new ImmediateInstanceFactory<>(new CallerFilter())))
                .addFilterUrlMapping("caller", "/*", DispatcherType.REQUEST)
                .addServlet(Servlets.servlet("console", ConsoleServlet.class, new ImmediateInstanceFactory<>(servlet))
                        .addMapping("/sharer-console/*"));
        DeploymentManager manager = Servlets.newContainer().addDeployment(application);
        manager.deploy();
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", io.undertow.Handlers.path().addPrefixPath("/app", manager.start()))
                .setIoThreads(1)
                .setWorkerThreads(4)
                .build();
        server.start();
    }

    /** Takes who asks from headers, as a server takes it from the connection and a login. */
    private static final class CallerFilter extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public String getRemoteAddr() {
                            String address = getHeader("Test-Address");
                            return address == null ? super.getRemoteAddr() : address;
                        }

                        @Override
                        public @Nullable Object getAttribute(String name) {
                            return name.equals("org.apache.tomcat.request.forwarded")
                                    ? getHeader("Test-Forwarded")
                                    : super.getAttribute(name);
                        }

                        @Override
                        public boolean isUserInRole(String role) {
                            return role.equals(getHeader("Test-Role"));
                        }

                        @Override
                        public @Nullable String getRemoteUser() {
                            return getHeader("Test-User");
                        }
                    },
                    response);
        }
    }

    RawHttp http() {
        return new RawHttp(((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort());
    }

    @Override
    public void close() {
        server.stop();
    }
}
