package io.sharer.cdi;

import io.sharer.config.Configuration;
import io.sharer.config.Section;
import io.sharer.config.SystemSource;
import io.sharer.platform.Platform;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.enterprise.inject.spi.DefinitionException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an application says of its turns where no container tells event by event: class by class, as each is found, and
 * then checked by the rules that hold everywhere. For one thread.
 */
public final class TurnDefinitions {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final Function<Class<?>, AnnotatedType<?>> reader;
    private final DefinitionProblems problems = new DefinitionProblems();
    private final QueueSettings settings = new QueueSettings(problems);
    private final DedicatedThreadRules threadRules = new DedicatedThreadRules();
    private final SharedProducers producers = new SharedProducers();
    private final Warnings warnings = new Warnings();
    private final Set<Class<?>> beans = new LinkedHashSet<>();
    private final QueueNames queueNames = new QueueNames();
    private final Map<String, String> ownQueues = new LinkedHashMap<>();
    private final Set<String> blankNames = new LinkedHashSet<>();
    private final Configuration configuration = new Configuration(Platform.configuration(SystemSource.ofProgram()));
    private final ConfiguredQueues configured = new ConfiguredQueues(configuration);
    private final SharedClasses classes;

    /** @param reader tells of a class as it was written */
    public TurnDefinitions(Function<Class<?>, AnnotatedType<?>> reader) {
        this.reader = reader;
        this.classes = new SharedClasses(reader, configured);
    }

    /** Whether a class has {@code @Shared} on itself, on a method, or where a stereotype brings it. */
    public static boolean areIn(AnnotatedType<?> type) {
        return MetaAnnotations.bringShared(type);
    }

    /** Whether a class, or a method of it that takes turns, is final, so that no container could make it a bean. */
    public static boolean anythingFinal(AnnotatedType<?> type) {
        return DefinitionProblems.anythingFinal(type);
    }

    /**
     * Collects a class whose calls take turns, and which is a bean if nothing is wrong with it.
     *
     * @param inRequest whether the bean lives as long as a request
     */
    public void add(Class<?> beanClass, boolean inRequest) {
        AnnotatedType<?> type = reader.apply(beanClass);
        SharedMethods methods = classes.read(type);
        beans.add(beanClass);
        problems.check(type);
        CombinationRules.check(type, problems);
        warnings.collect(type, methods);
        settings.collect(type);
        threadRules.collect(type);
        queueNames.givenByBean(methods.queues());
        if (inRequest && methods.queues().contains("")) {
            warnings.add(CdiMessages.ownQueueInRequest(beanClass.getName()));
        }
    }

    /** Collects a bean whose calls take no turns. */
    public void addOther(Class<?> beanClass) {
        problems.checkKeysOutsideTurns(reader.apply(beanClass));
    }

    /** Collects a producer method or field. */
    public void addProducer(AnnotatedMember<?> producer) {
        producers.collect(producer);
    }

    /** A queue without a name is injected there, into a bean. */
    public void addOwnQueueAt(String place, String beanClass) {
        ownQueues.put(place, beanClass);
    }

    /** A queue without a name is a parameter of a method that the container calls when the bean was created. */
    public void addOwnQueueAsParameterOf(String method) {
        problems.add(CdiMessages.outsideInjection(method));
    }

    /** A named queue is injected there. */
    public void addNameAt(String place, String name) {
        if (name.isBlank()) {
            problems.add(CdiMessages.emptyQueueName(place));
            blankNames.add(name);
        } else {
            queueNames.injected(name, place);
        }
    }

    /** An interface with {@code @Shared}. */
    public void addInterface(String name) {
        warnings.add(CdiMessages.onInterface(name));
    }

    /** A class with {@code @Unshared} on a method. */
    public void addUnshared(Class<?> type) {
        warnings.collectUnshared(reader.apply(type));
    }

    /** A class with {@code @Shared} of which no bean was made. */
    public void addNoBean(String className) {
        warnings.add(CdiMessages.notABean(className));
    }

    /**
     * The names of all queues, those that beans are in and those that are injected. Blank ones too, though they are a
     * problem: some containers would tell first that there is no such queue.
     */
    public Set<String> queues() {
        Set<String> all = new LinkedHashSet<>(queueNames.all());
        all.addAll(blankNames);
        return all;
    }

    /** Checks what can be told when all is known: all problems in one exception, if there are any. Called once. */
    public Optional<DefinitionException> problems() {
        Set<Class<?>> withOwnQueue = beans.stream()
                .filter(type -> classes.methodsOf(type).haveOwnQueue())
                .collect(Collectors.toSet());
        settings.configure(configured, queueNames.all(), withOwnQueue, warnings);
        configuration.readAll();
        configuration.problems(Section.APPLICATION).forEach(problems::add);
        threadRules.check(settings, problems);
        producers.problems(beans).forEach(problems::add);
        ownQueues.forEach((place, beanClass) -> {
            if (beans.stream().noneMatch(bean -> bean.getName().equals(beanClass))) {
                problems.add(CdiMessages.noOwnQueue(place));
            }
        });
        return problems.asException();
    }

    /** Logs what is allowed and may be a mistake. */
    public void logWarnings() {
        warnings.addAll(producers.warnings(beans));
        warnings.remarkAll(queueNames.remarks());
        warnings.log(settings, beans);
        logUnread();
    }

    /** Logs what is configured that nobody reads, once all problems have been asked for. */
    public void logUnread() {
        configuration.unread().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    }

    /** The turns of the application that runs. */
    public ApplicationTurns turns(BeanContainer container) {
        return new ApplicationTurns(new QueueRegistry(container, classes, settings, configured));
    }
}
