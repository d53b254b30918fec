package io.sharer.example;

/** A user that is in the database. */
public record User(long id, String name, int age, String gender) {}
