package io.sharer.pool;

import io.sharer.LeaseInfo;
import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has the objects of a pool, as far as can be seen from outside. */
final class Loans<T> {
    private static final int TOLD = 5;

    private final String pool;
    private final Stock<T> stock;

    Loans(String pool, Stock<T> stock) {
        this.pool = pool;
        this.stock = stock;
    }

    /** Whether a thread has one. */
    boolean isLentTo(Thread thread) {
        for (Slot<T> slot : stock.slots()) {
            long state = slot.state();
            if (Slot.kind(state) == Slot.LENT && slot.borrower(state) == thread) {
                return true;
            }
        }
        return false;
    }

    /** Whether nobody but that thread has, or does, anything that the end would have to wait for. */
    boolean isFreeButFor(Thread thread) {
        for (Slot<T> slot : stock.slots()) {
            long state = slot.state();
            if (Slot.kind(state) != Slot.EMPTY && threadOf(slot, state) != thread) {
                return false;
            }
        }
        return true;
    }

    /**
     * Those who stand between a waiting thread and an object: all who have one, any of whom can free the waiter.
     *
     * <p>Nobody, if there is one who has not been seen to be bound to a thread, or if all belong to the waiter itself
     * and may have been handed on. What it has for a call alone, which cannot be over before it goes on, was not.
     */
    Blockers blockersOf(Thread waiter) {
        List<Blocker> blockers = new ArrayList<>();
        boolean others = false;
        boolean bound = true;
        int limit = stock.maxSize();
        for (Slot<T> slot : stock.slots()) {
            long state = slot.state();
            if (Slot.kind(state) != Slot.EMPTY) {
                Thread thread = threadOf(slot, state);
                if (thread == null) {
                    return Blockers.NONE;
                }
                others |= thread != waiter;
                bound &= slot.isBoundToCall(state);
                String does = Slot.kind(state) == Slot.MAKING ? "makes an object for" : "has an object of";
                blockers.add(Blocker.running(
                        () -> "the thread '%s', which %s the pool '%s'".formatted(thread.getName(), does, pool),
                        thread));
            }
        }
        // A place that is free, or about to be, is as good as a lease that ends.
        int taken = stock.places.taken();
        boolean full = limit != 0 && taken >= limit && taken == blockers.size();
        return (others || bound) && full ? new Blockers(false, blockers) : Blockers.NONE;
    }

    /** Who has lent the object of a slot in that state, or makes it; {@code null} if that cannot be said. */
    private static @Nullable Thread threadOf(Slot<?> slot, long state) {
        return switch (Slot.kind(state)) {
            case Slot.LENT -> slot.borrower(state);
            case Slot.MAKING -> slot.maker(state);
            default -> null;
        };
    }

    /** How many objects are idle, lent, and just being made, and how many loans there have been. */
    Tally tally() {
        long idle = 0;
        long lent = 0;
        long making = 0;
        long borrows = 0;
        for (Slot<T> slot : stock.slots()) {
            int kind = slot.kind();
            idle += kind == Slot.IDLE ? 1 : 0;
            lent += kind == Slot.LENT ? 1 : 0;
            making += kind == Slot.MAKING ? 1 : 0;
            borrows += slot.borrows;
        }
        return new Tally(idle, lent, making, borrows);
    }

    /** What {@link #tally} has counted. */
    record Tally(long idle, long lent, long making, long borrows) {}

    /** A loan, as it is told of. */
    private record Told(@Nullable Thread borrower, @Nullable TrackedLease<?> tracked, long lasts) {
        LeaseInfo asTold() {
            String thread = borrower == null ? null : borrower.getName();
            if (tracked == null) {
                return new LeaseInfo(thread, null, null);
            }
            StackTraceElement place = placeOf(tracked);
            return new LeaseInfo(thread, Duration.ofNanos(lasts), place == null ? null : place.toString());
        }

        private static @Nullable StackTraceElement placeOf(TrackedLease<?> lease) {
            return CallSite.of(lease.origin.getStackTrace());
        }

        String inWords() {
            String to =
                    borrower == null ? "to a thread that is not known" : "to the thread '" + borrower.getName() + "'";
            if (tracked == null) {
                return to;
            }
            StackTraceElement place = placeOf(tracked);
            return "%s for %s%s".formatted(to, Duration.ofNanos(lasts), place == null ? "" : ", borrowed at " + place);
        }
    }

    /** All loans, those that last longest first. */
    List<LeaseInfo> all() {
        return inOrder().stream().map(Told::asTold).toList();
    }

    private List<Told> inOrder() {
        List<Told> loans = new ArrayList<>();
        for (Slot<T> slot : stock.slots()) {
            long state = slot.state();
            if (Slot.kind(state) == Slot.LENT) {
                TrackedLease<T> lease = slot.tracked(state);
                loans.add(new Told(slot.borrower(state), lease, lease == null ? 0 : slot.lender.now() - lease.since));
            }
        }
        loans.sort(Comparator.comparingLong(Told::lasts).reversed());
        return loans;
    }

    /** The loans that last longest, in words. */
    String describe() {
        List<Told> loans = inOrder();
        if (loans.isEmpty()) {
            return "Nobody has one now.";
        }
        StringBuilder text = new StringBuilder("Lent");
        for (Told loan : loans.subList(0, Math.min(TOLD, loans.size()))) {
            text.append(text.length() == 4 ? " " : "; ").append(loan.inWords());
        }
        return text.append(loans.size() > TOLD ? "; and others." : ".").toString();
    }
}
