package io.sharer.benchmarks.report;

import java.util.Locale;

/** A picture in the making: elements one after another, with what has to be escaped escaped. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    /** Begins an element; attributes are pairs of name and value. */
    Svg open(String element, Object... attributes) {
        start(element, attributes);
        text.append(">\n");
        return this;
    }

    Svg close(String element) {
        text.append("</").append(element).append(">\n");
        return this;
    }

    /** An element with nothing in it. */
    Svg empty(String element, Object... attributes) {
        start(element, attributes);
        text.append("/>\n");
        return this;
    }

    /** An element with text in it. */
    Svg text(String element, String content, Object... attributes) {
        start(element, attributes);
        text.append('>').append(escaped(content)).append("</").append(element).append(">\n");
        return this;
    }

    private void start(String element, Object... attributes) {
        text.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            text.append(escaped(valueOf(attributes[i + 1]))).append('"');
        }
    }

    private static String valueOf(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : String.valueOf(value);
    }

    private static String escaped(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
