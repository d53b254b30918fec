package io.sharer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Messages that a page quotes: a code, a colon, and all that the message says, in code or in a block of text. What they
 * say is compared with the strings of the code, in which anything may stand for what is put in.
 */
final class Quotes {
    private static final Pattern CODED = Pattern.compile("\"(SHARER-(\\d{3})\\b)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PUT_IN = Pattern.compile("%(?:n|[-#+ 0,(]*\\d*(?:\\.\\d+)?[a-zA-Z])");
    private static final Pattern ANYWHERE = Pattern.compile("(.?)SHARER-(\\d{3}):\\s", Pattern.DOTALL);

    /** Their texts are made by a method that gets the code alone, so of a quote only the code can be compared. */
    private static final Set<String> FRAMED = Set.of("034", "035", "036", "037", "038");

    private final Map<String, Pattern> messages = new TreeMap<>();

    Quotes(Project project) {
        Set<String> framed = new TreeSet<>();
        project.messages()
                .forEach(source -> CODED.matcher(source).results().forEach(coded -> {
                    String code = coded.group(2);
                    List<String> pieces = piecesFrom(source, coded.start());
                    if (pieces.equals(List.of(coded.group(1)))) {
                        framed.add(code);
                        pieces = List.of(coded.group(1) + ":", "");
                    }
                    messages.put(code, pattern(pieces));
                }));
        assertThat(messages).hasSizeGreaterThan(100);
        assertThat(framed)
                .as("messages whose text does not stand with their code")
                .isEqualTo(FRAMED);
    }

    /** What always stands in a message, in its order: the literals of the string that begins there. */
    private static List<String> piecesFrom(String source, int begin) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int at = begin;
        while (true) {
            Matcher literal = LITERAL.matcher(source).region(at, source.length());
            if (literal.lookingAt()) {
                piece.append(literal.group(1).translateEscapes());
                at = literal.end();
            } else {
                // An expression between literals.
                pieces.add(piece.toString());
                piece.setLength(0);
                at = endOfExpression(source, at);
            }
            Matcher next = Pattern.compile("\\s*\\+\\s*").matcher(source).region(at, source.length());
            if (!next.lookingAt()) {
                pieces.add(piece.toString());
                return pieces.stream()
                        .flatMap(each -> PUT_IN.splitAsStream(each + " ").map(String::strip))
                        .toList();
            }
            at = next.end();
        }
    }

    private static int endOfExpression(String source, int begin) {
        int depth = 0;
        for (int at = begin; at < source.length(); at++) {
            char character = source.charAt(at);
            if (depth == 0 && "+,;)".indexOf(character) >= 0) {
                return at;
            }
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
        }
        return source.length();
    }

    private static Pattern pattern(List<String> pieces) {
        return Pattern.compile(
                pieces.stream()
                        .map(Quotes::inOneLine)
                        .map(piece -> piece.isEmpty() ? "" : Pattern.quote(piece))
                        .collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    private static String inOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Those of a page that the code does not say, or that are not whole. */
    List<String> wrongOn(Page page) {
        String text = page.textWithoutJava();
        return ANYWHERE.matcher(text)
                .results()
                .filter(quote -> !quote.group(1).equals("'"))
                .filter(quote -> !isSaid(quote, text))
                .map(quote -> page + ": SHARER-" + quote.group(2))
                .toList();
    }

    private boolean isSaid(MatchResult quote, String text) {
        Optional<String> said = end(quote, text).map(end -> inOneLine(text.substring(quote.start(2) - 7, end)));
        Pattern message = messages.get(quote.group(2));
        return said.isPresent()
                && message != null
                && message.matcher(said.get()).matches();
    }

    /** Where it ends: at the back-quote, or in a block of text with that. */
    private static Optional<Integer> end(MatchResult quote, String text) {
        String before = quote.group(1);
        int end = before.equals("`") ? text.indexOf('`', quote.end()) : text.indexOf("\n```", quote.end());
        return end < 0 || !(before.equals("`") || before.equals("\n")) ? Optional.empty() : Optional.of(end);
    }
}
