package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All beans that give the same name take turns with each other, and everybody may have that queue injected. */
class NamedQueueTest {
    @RegisterExtension
    final Container container = Container.with(Cashier.class, Cleaner.class, Both.class, Manager.class, Ticket.class);

    private Manager manager;

    @BeforeEach
    void getManager() {
        manager = container.get(Manager.class);
    }

    @Shared("till")
    @ApplicationScoped
    static class Cashier {
        @Inject
        SerialExecutor own;

        String sell() {
            return "sold";
        }

        @Shared
        String giveBack() {
            return "given back";
        }

        @Shared("shelf")
        String fetch() {
            return "fetched";
        }

        String queueName() {
            return own.name();
        }
    }

    @ApplicationScoped
    static class Cleaner {
        @Shared("till")
        String clean() {
            return "cleaned";
        }

        @Shared
        String rest() {
            return "rested";
        }
    }

    @Shared("till")
    @Dependent
    static class Ticket {
        String print() {
            return "printed";
        }
    }

    @ApplicationScoped
    static class Both {
        @Inject
        @SharedQueue("till")
        SerialExecutor till;

        SerialExecutor till() {
            return till;
        }
    }

    @ApplicationScoped
    static class Manager {
        @Inject
        @SharedQueue("till")
        SerialExecutor till;

        @Inject
        @SharedQueue("shelf")
        SerialExecutor shelf;

        SerialExecutor till() {
            return till;
        }

        SerialExecutor shelf() {
            return shelf;
        }
    }

    @Test
    void theBeansOfOneNameTakeTurnsWithEachOther() throws Exception {
        assertThat(Turns.takesTurn(manager.till(), container.get(Cashier.class)::sell))
                .isEqualTo("sold");
        assertThat(Turns.takesTurn(manager.till(), container.get(Cleaner.class)::clean))
                .isEqualTo("cleaned");
    }

    @Test
    void twoInstancesOfOneBeanTakeTurnsWithEachOther() throws Exception {
        assertThat(Turns.takesTurn(manager.till(), container.get(Ticket.class)::print))
                .isEqualTo("printed");
        assertThat(Turns.takesTurn(manager.till(), container.get(Ticket.class)::print))
                .isEqualTo("printed");
    }

    @Test
    void aMethodsAnnotationWithoutANameKeepsTheQueueOfTheClass() throws Exception {
        assertThat(Turns.takesTurn(manager.till(), container.get(Cashier.class)::giveBack))
                .isEqualTo("given back");
    }

    @Test
    void aMethodsNameReplacesThatOfTheClass() throws Exception {
        Cashier cashier = container.get(Cashier.class);

        assertThat(Turns.takesTurn(manager.shelf(), cashier::fetch)).isEqualTo("fetched");
        assertThat(Turns.takesNoTurn(manager.till(), cashier::fetch)).isEqualTo("fetched");
    }

    @Test
    void aMethodWithoutANameOfAClassWithoutOneHasTheInstancesQueue() throws Exception {
        assertThat(Turns.takesNoTurn(manager.till(), container.get(Cleaner.class)::rest))
                .isEqualTo("rested");
    }

    @Test
    void twoInjectionPointsOfOneNameAreOneQueue() throws Exception {
        Both both = container.get(Both.class);

        assertThat(Turns.takesTurn(manager.till(), () -> both.till().call(() -> "had")))
                .isEqualTo("had");
    }

    @Test
    void theUnnamedQueueInjectedIntoABeanOfANamedOneIsThatOne() {
        assertThat(container.get(Cashier.class).queueName()).isEqualTo("till");
    }

    @Test
    void itMayBeLookedUpInAProgram() throws Exception {
        SerialExecutor till = container.get(SerialExecutor.class, SharedQueue.Literal.of("till"));

        assertThat(Turns.takesTurn(manager.till(), () -> till.call(() -> "had")))
                .isEqualTo("had");
    }
}
