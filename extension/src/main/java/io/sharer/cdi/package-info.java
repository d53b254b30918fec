/**
 * Joins CDI to the engines, and knows nothing that they do.
 *
 * <ul>
 *   <li>{@code SharerExtension} hears the container's events and hands each to the one who answers it.
 *   <li>{@code SharedMethods} reads the annotations of a bean class, once; {@code DefinitionProblems} collects what is
 *       wrong with them, and all problems of a deployment are reported together. {@code KeyParameters} finds which
 *       parameters of a method are its key. {@code TransactionRules} are those about transactions;
 *       {@code UncommittedTurns} warns about what they cannot know.
 *   <li>{@code BeanQueue} is made with each instance of a {@code @Shared} bean and holds the queue that the instance's
 *       calls take turns in. {@code QueueGivingInjectionTarget} makes it and keeps it at hand while the instance, its
 *       interceptors and its injected {@code SerialExecutor} are created, so that all of them get the same one.
 *   <li>{@code SharedInterceptor} passes calls to the {@code BeanQueue}, {@code QueueLifecycleInterceptor} the
 *       beginning and the end of the bean, which happen on the queue's dedicated thread if there is one.
 *       {@code DedicatedThreadRules} tell what cannot be combined with that. {@code MetaAnnotations} finds the
 *       annotation where a stereotype brings it.
 *   <li>{@code PassivatedQueue} is what a passivated bean takes along in place of its {@code BeanQueue}, and
 *       {@code PassivatedQueues} leads it back to the one that it had.
 *   <li>{@code SharedProducers} finds producers whose products no container would intercept. Around those that use an
 *       {@code InterceptionFactory} a {@code QueueEndingProducer} gives each product its queue, and ends it.
 *   <li>{@code CombinationRules} refuse what {@code @Shared} cannot stand beside, and {@code Transactions} reads what
 *       {@code @Transactional} says, all by the names of annotations. {@code UncommittedTurns} warns of turns that end
 *       before the transaction around them.
 *   <li>{@code Warnings} are what is allowed and may be a mistake: {@code SettingRules} look at one class,
 *       {@code OwnQueueRules} at the queues of several instances, {@code QueueNames} at names. {@code Places} tells
 *       where.
 *   <li>{@code ApplicationStart} has pools and tasks begin with the application.
 *   <li>{@code ConfiguredQueues} are what is configured of queues from outside: {@code QueueSettings} let it take the
 *       place of what annotations say when all of those are known, and {@code SharedMethods} give it to their calls.
 *   <li>{@code EventRelay} passes on what is rare, and that there is something new, to whoever observes it.
 *       {@code ToldQueues} are what it finds.
 *   <li>{@code QueueRegistry} has the application's named queues and ends all queues with it.
 *   <li>{@code TurnDefinitions} and {@code ApplicationTurns} are the same for whoever hears of no events: what an
 *       application says of its turns, and its queues when it runs.
 * </ul>
 *
 * Everything is kept per application, in the extension's instance; nothing is static.
 */
@NullMarked
package io.sharer.cdi;

import org.jspecify.annotations.NullMarked;
