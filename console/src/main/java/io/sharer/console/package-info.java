/**
 * One page, at {@code /sharer-console/} of the WAR that has this jar, which shows what the application's queues, pools,
 * scopes and loops do, and lets people do something about them.
 *
 * <p>A request goes through these, in this order:
 *
 * <ol>
 *   <li>{@code ConsoleServlet} asks {@code ConsoleAccess} whether the caller may see anything. Who may not gets a 404,
 *       as if nothing were here.
 *   <li>{@code ProtectiveHeaders} tell the browser to trust nothing but the console's own files.
 *   <li>A GET is answered from {@code PageFiles}, a fixed list of files, or by {@code RegistryJson}, which puts into
 *       JSON what {@link io.sharer.SharerRegistry} tells at that moment.
 *   <li>A POST is an action. {@code ConsoleAccess} is asked again, whether this caller may act, and {@code SameOrigin}
 *       whether the console's own page asks. Then {@code Actions} hands it to {@link io.sharer.SharerControl}, and
 *       notes in the log who did what.
 * </ol>
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Nothing is answered before access was decided, and the decision is one class's.
 *   <li>Nothing is kept between requests: no session, no history, no thread. What was over the last minutes is kept by
 *       the page in the browser. So the console costs nothing while nobody has it open.
 *   <li>No name, label or stack of the application goes into the page as markup: it goes as JSON, and from there as
 *       text.
 *   <li>What a request says chooses among things that are there; no path, class or header of an answer is made of it.
 * </ul>
 *
 * <p>The page is in {@code page/}, as it is written: plain HTML, CSS and modules of JavaScript.
 */
@NullMarked
package io.sharer.console;

import org.jspecify.annotations.NullMarked;
