package io.sharer.it.server;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Observes what is around the thread that asks. */
@Dependent
public class Surroundings {
    @Resource
    @SuppressWarnings("NullAway.Init")
    private TransactionSynchronizationRegistry transactions;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Visit visit;

    Observation observe() {
        return new Observation(
                Thread.currentThread(),
                Thread.currentThread().getContextClassLoader(),
                greeting(),
                transactions.getTransactionStatus(),
                transactions.getTransactionKey(),
                visit.number());
    }

    @SuppressWarnings("BanJNDI") // a fixed name: whether it can be looked up here is the question
    static String greeting() {
        try {
            return InitialContext.doLookup("java:comp/env/greeting");
        } catch (NamingException e) {
            return e.getClass().getName(); // the message differs from time to time
        }
    }
}
