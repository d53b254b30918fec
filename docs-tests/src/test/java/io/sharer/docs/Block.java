package io.sharer.docs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param page where it stands
 * @param line the line of its fence
 * @param language what stands behind the fence
 * @param text what is in it
 * @param before the last line before it that is not blank, such as the end of the block that it follows
 */
record Block(Page page, int line, String language, String text, String before) {
    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |static )*(?:class|interface|record|enum|@interface) (\\w+)",
            Pattern.MULTILINE);
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:final |abstract )*(?:class|interface|record|enum|@interface) (\\w+)", Pattern.MULTILINE);
    private static final Pattern TESTED_BY = Pattern.compile("<!-- tested by ([\\w.]+) -->");
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern MAIN = Pattern.compile("^    public static void main\\(", Pattern.MULTILINE);

    /** The test that has this block for its own, as the line above says. */
    Optional<String> testedBy() {
        Matcher marker = TESTED_BY.matcher(before);
        return marker.matches() ? Optional.of(marker.group(1)) : Optional.empty();
    }

    /** Java: nothing but imports, which are those of all blocks of the page that have none. */
    boolean isOfImports() {
        return text.lines().allMatch(line -> line.isBlank() || line.startsWith("import "));
    }

    /** Java: has imports, or a package, and so is a file as it stands. */
    boolean isFile() {
        return isInPackage() || text.lines().anyMatch(line -> line.startsWith("import "));
    }

    boolean isInPackage() {
        return PACKAGE.matcher(text).find();
    }

    /** Java: can be started. */
    boolean isProgram() {
        return MAIN.matcher(text).find();
    }

    /** Java: as in {@code com/acme/Till}. */
    String fileName() {
        Matcher type = PUBLIC_TYPE.matcher(text);
        if (!type.find()) {
            type = TYPE.matcher(text);
            if (!type.find()) {
                throw new AssertionError(this + ": declares no type");
            }
        }
        Matcher inPackage = PACKAGE.matcher(text);
        return (inPackage.find() ? inPackage.group(1).replace('.', '/') + "/" : "") + type.group(1);
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
