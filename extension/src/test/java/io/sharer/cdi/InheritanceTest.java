package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that a bean inherits, overrides or gets from an interface take turns as the annotations say. */
class InheritanceTest {
    @RegisterExtension
    final Container container =
            Container.with(Heir.class, MethodHeir.class, Renamed.class, Greeter.class, Store.class, Box.class);

    static class Looked {
        @Inject
        SerialExecutor queue;

        @Unshared
        public SerialExecutor queue() {
            return queue;
        }
    }

    @Shared
    static class Parent extends Looked {
        public String inherited() {
            return "inherited";
        }

        public String overridden() {
            return "parent";
        }

        @Unshared
        public String free() {
            return "free";
        }
    }

    @ApplicationScoped
    static class Heir extends Parent {
        @Override
        public String overridden() {
            return super.overridden() + " and heir";
        }

        public String added() {
            return "added";
        }
    }

    static class MethodParent extends Looked {
        @Shared
        public String inherited() {
            return "inherited";
        }

        @Shared
        public String overridden() {
            return "parent";
        }
    }

    @ApplicationScoped
    static class MethodHeir extends MethodParent {
        @Override
        public String overridden() {
            return super.overridden() + " and heir";
        }
    }

    @Shared("renamed")
    @ApplicationScoped
    static class Renamed extends Parent {}

    interface Greeting {
        String greet();

        default String greetTwice() {
            return greet() + greet();
        }
    }

    @Shared
    @ApplicationScoped
    static class Greeter extends Looked implements Greeting {
        @Override
        public String greet() {
            return "hello";
        }
    }

    interface Keeper<T> {
        String keep(T what);
    }

    @Shared
    @ApplicationScoped
    static class Store extends Looked implements Keeper<String> {
        @Override
        public String keep(String what) {
            return "kept " + what;
        }
    }

    abstract static class GenericBox<T> extends Looked {
        public String put(T what) {
            return "put " + what;
        }

        public abstract String take(T what);
    }

    @Shared
    @ApplicationScoped
    static class Box extends GenericBox<Integer> {
        @Override
        public String take(Integer what) {
            return "taken " + what;
        }
    }

    @Test
    void theAnnotationOfASuperclassIsInherited() throws Exception {
        Heir heir = container.get(Heir.class);

        assertThat(Turns.takesTurn(heir.queue(), heir::inherited)).isEqualTo("inherited");
        assertThat(Turns.takesTurn(heir.queue(), heir::overridden)).isEqualTo("parent and heir");
        assertThat(Turns.takesTurn(heir.queue(), heir::added)).isEqualTo("added");
    }

    @Test
    void anInheritedUnsharedMethodTakesNoTurn() throws Exception {
        Heir heir = container.get(Heir.class);

        assertThat(Turns.takesNoTurn(heir.queue(), heir::free)).isEqualTo("free");
    }

    @Test
    void anInheritedAnnotatedMethodTakesATurn() throws Exception {
        MethodHeir heir = container.get(MethodHeir.class);

        assertThat(Turns.takesTurn(heir.queue(), heir::inherited)).isEqualTo("inherited");
    }

    @Test
    void theAnnotationOfAnOverriddenMethodIsNotInherited() throws Exception {
        MethodHeir heir = container.get(MethodHeir.class);

        assertThat(Turns.takesNoTurn(heir.queue(), heir::overridden)).isEqualTo("parent and heir");
    }

    @Test
    void theAnnotationOfTheClassReplacesThatOfItsSuperclass() throws Exception {
        Renamed renamed = container.get(Renamed.class);

        assertThat(renamed.queue().name()).isEqualTo("renamed");
        assertThat(Turns.takesTurn(renamed.queue(), renamed::inherited)).isEqualTo("inherited");
    }

    @Test
    void aMethodCalledThroughAnInterfaceTakesATurn() throws Exception {
        Greeter greeter = container.get(Greeter.class);
        Greeting greeting = container.get(Greeting.class);

        assertThat(Turns.takesTurn(greeter.queue(), greeting::greet)).isEqualTo("hello");
    }

    @Test
    void aDefaultMethodTakesATurn() throws Exception {
        Greeter greeter = container.get(Greeter.class);
        Greeting greeting = container.get(Greeting.class);

        assertThat(Turns.takesTurn(greeter.queue(), greeting::greetTwice)).isEqualTo("hellohello");
    }

    @Test
    void aMethodCalledThroughAGenericInterfaceTakesATurn() throws Exception {
        Store store = container.get(Store.class);
        Keeper<String> keeper =
                container.se().select(new TypeLiteral<Keeper<String>>() {}).get();

        assertThat(Turns.takesTurn(store.queue(), () -> keeper.keep("it"))).isEqualTo("kept it");
    }

    @Test
    void aMethodOfAGenericSuperclassTakesATurn() throws Exception {
        Box box = container.get(Box.class);
        GenericBox<Integer> generic = box;

        assertThat(Turns.takesTurn(box.queue(), () -> generic.put(1))).isEqualTo("put 1");
        assertThat(Turns.takesTurn(box.queue(), () -> generic.take(1))).isEqualTo("taken 1");
    }
}
