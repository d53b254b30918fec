/**
 * What may be said of an application's queues, pools and loops from outside it, and how it is read. Plain Java, which
 * knows neither CDI nor MicroProfile.
 *
 * <h2>Promises</h2>
 *
 * <ul>
 *   <li>The {@code Keys} are the whole schema: of each its name, type, default, and what it is for. The table in the
 *       documents is made of them, and a test compares both.
 *   <li>What is written in a {@code Source} goes before what the program says in annotations, and before the defaults.
 *       Between sources their own order counts: MicroProfile Config's where it is there, else system properties before
 *       environment variables ({@code SystemSource}, with names as MicroProfile Config maps them,
 *       {@code EnvironmentNames}).
 *   <li>An empty value is none, as everywhere in MicroProfile Config.
 *   <li>A wrong value has no effect but a problem, which names key, value, source and what is allowed.
 *   <li>What is written and read by nobody is told, with the key that is nearest to it ({@code UnreadNames},
 *       {@code Nearest}). It is never an error: several applications on one server have the same system properties.
 * </ul>
 *
 * <h2>How</h2>
 *
 * A {@code Configuration} is that of one application. Each value is read once, when it is first asked for, and is the
 * same from then on. Queues, pools and loops are known by name when the application is complete; then all their keys
 * are read, so that every problem is found before anything runs.
 *
 * <p>What a builder makes in plain Java is not configured from outside: there the program has the last word.
 */
@NullMarked
package io.sharer.config;

import org.jspecify.annotations.NullMarked;
