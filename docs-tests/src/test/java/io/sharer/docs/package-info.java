/**
 * The documentation is checked: every block of every page of Markdown at the root and in {@code docs}.
 *
 * <p><b>Java.</b> All blocks of a page are one program: what one declares the others use. A block of imports alone
 * holds for the blocks of its page that have none. What an example uses and does not show stands in a comment of
 * Markdown that begins with {@code <!-- java}. All of it is compiled, its beans are deployed, and a block with a
 * {@code main} is run: a block of {@code text} behind it has what it prints. A block with a {@code package} is a file
 * of this module's tests, letter by letter; so there is a test that runs it, which needs no reflection.
 *
 * <p><b>Text</b> is what the program before it prints.
 *
 * <p><b>What is left to another test</b>, in any of these languages, has {@code <!-- tested by package.SomeTest -->} in
 * the line above, and that test reads the page.
 *
 * <p><b>XML</b> is well-formed, and what it says of versions is what the pom of the whole says.
 *
 * <p><b>Properties</b> that begin with {@code sharer.} are keys of the table in {@code docs/configuration.md}.
 *
 * <p><b>Commands</b>, in blocks of {@code sh} and those of Maven in the prose, have goals, modules, profiles, options,
 * tests and addresses that there are.
 *
 * <p>What a page uses of a module is a dependency of this one. A block in any other language fails, so that nothing
 * comes in that nobody checks. Everything runs on Weld 5.1: a page is the same for all containers, and what they do
 * differently is tested elsewhere.
 *
 * <p><b>In the prose</b>, and in all blocks but Java, what begins with {@code sharer.} is a key of that table, a name
 * that {@code docs/observability.md} tells of, which the extension's tests compare with the code, or an option of the
 * tests. A code has its message, and {@code SHARER-nnn:} with a text is what the code says, from beginning to end.
 * Links to other pages lead to a page and a heading; those to other sites are not followed.
 */
@NullMarked
package io.sharer.docs;

import org.jspecify.annotations.NullMarked;
