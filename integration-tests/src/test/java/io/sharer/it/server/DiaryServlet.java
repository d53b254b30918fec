package io.sharer.it.server;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;

/** Queues as many entries as it is asked for, and answers while none of them is written. */
@WebServlet("/entries")
public class DiaryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings({"NullAway.Init", "serial"})
    private Diary diary;

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the file tells what became of them
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        diary.open(Path.of(request.getParameter("file")));
        int count = Integer.parseInt(request.getParameter("count"));
        for (int i = 1; i <= count; i++) {
            try {
                diary.write("entry " + i);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }

    @Override
    public void destroy() {
        Diary.warEnds();
    }
}
