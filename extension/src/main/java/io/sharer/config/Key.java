package io.sharer.config;

/**
 * One thing that can be configured. Immutable, and compared by identity.
 *
 * @param <T> the type of its values
 */
public final class Key<T> {
    private final Section section;
    private final String leaf;
    private final ValueType<T> type;
    private final T byDefault;
    private final String defaultText;
    private final String description;

    Key(Section section, String leaf, ValueType<T> type, T byDefault, String defaultText, String description) {
        this.section = section;
        this.leaf = leaf;
        this.type = type;
        this.byDefault = byDefault;
        this.defaultText = defaultText;
        this.description = description;
    }

    /** What it is about. */
    public Section section() {
        return section;
    }

    /** Its last part: that of the annotation's member, or of the builder's method, with hyphens. */
    public String leaf() {
        return leaf;
    }

    /** How its values are written. */
    public ValueType<T> type() {
        return type;
    }

    /** What holds if nobody says anything. */
    public T byDefault() {
        return byDefault;
    }

    /** The same, as it is written. */
    public String defaultText() {
        return defaultText;
    }

    /** What it is for. */
    public String description() {
        return description;
    }

    /** Its whole name. */
    String nameFor(String thing) {
        return section.key(thing, leaf);
    }

    /** Its whole name, with a gap for the name of the thing. */
    public String template() {
        return nameFor("<name>");
    }

    @Override
    public String toString() {
        return template();
    }
}
