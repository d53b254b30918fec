package io.sharer.example;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user to be added, who keeps the rules: there is no {@code NewUser} that breaks one. */
public record NewUser(String name, int age, String gender) {
    private static final int MAX_NAME = 200;
    private static final int MAX_AGE = 150;
    private static final int MAX_GENDER = 32;

    private static final String NAME_RULE = "name must have 1 to " + MAX_NAME + " characters, none of them NUL";
    private static final String AGE_RULE = "age must be a whole number from 0 to " + MAX_AGE;
    private static final String GENDER_RULE = "gender must be one word of at most " + MAX_GENDER + " characters";

    /** @throws InvalidUserException if a rule is broken */
    public NewUser {
        refuse(problems(name, age, gender));
    }

    /**
     * A user as somebody gave it, part by part.
     *
     * @param age {@code null} if it was given, but is no whole number
     * @throws InvalidUserException that tells all the rules that are broken
     */
    public static NewUser of(@Nullable String name, @Nullable Integer age, @Nullable String gender) {
        List<String> problems = problems(name, age, gender);
        refuse(problems);
        if (name == null || age == null || gender == null) {
            throw new AssertionError("each of these is a problem");
        }
        return new NewUser(name, age, gender);
    }

    private static List<String> problems(@Nullable String name, @Nullable Integer age, @Nullable String gender) {
        List<String> problems = new ArrayList<>();
        if (name == null || name.isBlank() || length(name) > MAX_NAME || hasNul(name)) {
            problems.add(NAME_RULE);
        }
        if (age == null || age < 0 || age > MAX_AGE) {
            problems.add(AGE_RULE);
        }
        if (gender == null
                || gender.isEmpty()
                || gender.chars().anyMatch(Character::isWhitespace)
                || hasNul(gender)
                || length(gender) > MAX_GENDER) {
            problems.add(GENDER_RULE);
        }
        return problems;
    }

    /** SQLite takes a text to end at its first NUL. */
    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    /** In characters as people count them, not in Java's. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidUserException(String.join("; ", problems));
        }
    }
}
