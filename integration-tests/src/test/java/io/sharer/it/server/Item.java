package io.sharer.it.server;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A number that is kept in a database. */
@Entity
public class Item {
    @Id
    private int id;

    private int amount;

    /** For the persistence provider. */
    protected Item() {}

    Item(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    int amount() {
        return amount;
    }

    void add(int more) {
        amount += more;
    }
}
