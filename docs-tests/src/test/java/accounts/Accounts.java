package accounts;

import io.sharer.Shared;
import io.sharer.SharedKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Each account is booked on by one at a time and in order, and accounts side by side. */
@Shared
@ApplicationScoped
public class Accounts {
    /** Safe for many threads, for accounts are at work side by side; that a booking is whole is the turn's business. */
    private final Map<String, Integer> balances = new ConcurrentHashMap<>();

    public int book(@SharedKey String account, int amount) {
        int balance = balances.getOrDefault(account, 0) + amount;
        if (balance < 0) {
            throw new IllegalArgumentException(account + " would have " + balance);
        }
        balances.put(account, balance);
        return balance;
    }

    /** For events that come in one after another, from a queue of messages for instance: returns at once. */
    public CompletionStage<Integer> bookLater(@SharedKey String account, int amount) {
        return CompletableFuture.completedFuture(book(account, amount));
    }

    /** No key: while this runs nobody books, and it waits for all who do. */
    public int closeTheDay() {
        return balances.values().stream().mapToInt(Integer::intValue).sum();
    }
}
