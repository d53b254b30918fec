package io.sharer;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.sharer.cdi.pool.ThreadContext;
import io.sharer.loop.EventLoops;
import io.sharer.loop.WorkQueues;
import io.sharer.pool.Pools;
import io.sharer.scope.LateBindings;
import io.sharer.scope.Resources;
import io.sharer.turn.RunningTurn;
import io.sharer.turn.SerialQueues;
import org.jspecify.annotations.NullMarked;

/** Which package may use which: the arrows between them go one way, and what each knows of the outside is little. */
@AnalyzeClasses(packages = "io.sharer", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
    private static final String API = "io.sharer";
    private static final String SPI = "io.sharer.spi";
    private static final String WAITS = "io.sharer.waits";
    private static final String JFR = "io.sharer.jfr";
    private static final String TURN = "io.sharer.turn";
    private static final String POOL = "io.sharer.pool";
    private static final String SCOPE = "io.sharer.scope";
    private static final String LOOP = "io.sharer.loop";
    private static final String PLATFORM = "io.sharer.platform";
    private static final String PLATFORM_JMX = "io.sharer.platform.jmx";
    private static final String PLATFORM_TELEMETRY = "io.sharer.platform.telemetry";
    private static final String PLATFORM_HEALTH = "io.sharer.platform.health";
    private static final String CDI_SCOPE = "io.sharer.cdi.scope";
    private static final String CDI_LATE = "io.sharer.cdi.late";
    private static final String CDI_LOOP = "io.sharer.cdi.loop";
    private static final String CDI_OBSERVE = "io.sharer.cdi.observe";
    private static final String CDI_CONTROL = "io.sharer.cdi.control";
    private static final String CDI = "io.sharer.cdi";
    private static final String CONFIG = "io.sharer.config";
    private static final String CDI_CONFIG = "io.sharer.cdi.config";
    private static final String CDI_POOL = "io.sharer.cdi.pool";
    private static final String CDI_LITE = "io.sharer.cdi.lite";
    private static final String JAVA = "java..";
    private static final String NULLNESS = "org.jspecify.annotations";

    @ArchTest
    static final ArchRule API_KNOWS_THE_ANNOTATIONS_OF_CDI_ONLY = only(
            API,
            "jakarta.enterprise.context",
            "jakarta.enterprise.util",
            "jakarta.enterprise.inject",
            "jakarta.interceptor",
            "jakarta.inject");

    @ArchTest
    static final ArchRule SPI_KNOWS_THE_API_ONLY = only(SPI, API);

    @ArchTest
    static final ArchRule WAITS_KNOW_API_AND_SPI_ONLY = only(WAITS, API, SPI);

    @ArchTest
    static final ArchRule TURN_IS_PLAIN_JAVA = only(TURN, API, SPI, WAITS, JFR);

    @ArchTest
    static final ArchRule POOL_IS_PLAIN_JAVA = only(POOL, API, SPI, WAITS, JFR);

    @ArchTest
    static final ArchRule SCOPE_IS_PLAIN_JAVA = only(SCOPE, API, SPI, WAITS, CONFIG);

    @ArchTest
    static final ArchRule LOOP_IS_PLAIN_JAVA = only(LOOP, API, SPI, WAITS, TURN);

    @ArchTest
    static final ArchRule CONFIG_IS_PLAIN_JAVA = only(CONFIG, API);

    @ArchTest
    static final ArchRule PLATFORM_KNOWS_API_SPI_AND_CONFIG = only(
            PLATFORM,
            API,
            SPI,
            CONFIG,
            PLATFORM_JMX,
            PLATFORM_TELEMETRY,
            PLATFORM_HEALTH,
            "jakarta.enterprise.concurrent",
            "jakarta.transaction",
            "javax.naming",
            "javax.management",
            "io.micrometer..",
            "io.opentelemetry..",
            "org.eclipse.microprofile.health",
            "org.eclipse.microprofile.config");

    @ArchTest
    static final ArchRule CDI_CONFIG_JOINS_CONFIG_ONLY =
            only(CDI_CONFIG, CONFIG, PLATFORM, "jakarta.annotation", "jakarta.enterprise..");

    @ArchTest
    static final ArchRule JMX_IS_MET_IN_ONE_PLACE = only(PLATFORM_JMX, API, PLATFORM, "javax.management..");

    @ArchTest
    static final ArchRule TELEMETRY_IS_MET_IN_ONE_PLACE =
            only(PLATFORM_TELEMETRY, API, SPI, PLATFORM, "io.micrometer..", "io.opentelemetry..");

    @ArchTest
    static final ArchRule HEALTH_IS_MET_IN_ONE_PLACE = only(PLATFORM_HEALTH, API, "org.eclipse.microprofile.health");

    @ArchTest
    static final ArchRule FLIGHT_RECORDER_IS_MET_IN_ONE_PLACE = only(JFR, "jdk.jfr");

    @ArchTest
    static final ArchRule CDI_JOINS_TURNS = only(
            CDI,
            API,
            SPI,
            TURN,
            SCOPE,
            PLATFORM,
            CONFIG,
            CDI_CONFIG,
            "jakarta.annotation",
            "jakarta.enterprise..",
            "jakarta.inject",
            "jakarta.interceptor");

    @ArchTest
    static final ArchRule CDI_POOLS_JOIN_POOLS = only(
            CDI_POOL,
            API,
            SPI,
            WAITS,
            TURN,
            POOL,
            PLATFORM,
            CONFIG,
            CDI,
            CDI_CONFIG,
            "jakarta.annotation",
            "jakarta.enterprise..",
            "jakarta.inject",
            "jakarta.interceptor");

    @ArchTest
    static final ArchRule CDI_SCOPE_JOINS_SCOPES_ONLY = only(
            CDI_SCOPE,
            API,
            SPI,
            WAITS,
            SCOPE,
            CONFIG,
            CDI,
            CDI_CONFIG,
            "jakarta.annotation",
            "jakarta.enterprise..",
            "jakarta.inject",
            "jakarta.interceptor");

    @ArchTest
    static final ArchRule CDI_LATE_JOINS_LATE_BINDINGS_ONLY =
            only(CDI_LATE, API, SPI, SCOPE, CDI, "jakarta.annotation", "jakarta.enterprise..", "jakarta.inject");

    @ArchTest
    static final ArchRule CDI_LITE_LEAVES_TURNS_TO_CDI = only(
            CDI_LITE, API, CDI, "jakarta.annotation", "jakarta.enterprise..", "jakarta.inject", "jakarta.interceptor");

    @ArchTest
    static final ArchRule CDI_LOOP_JOINS_LOOPS_ONLY = only(
            CDI_LOOP,
            API,
            SPI,
            TURN,
            LOOP,
            SCOPE,
            PLATFORM,
            CONFIG,
            CDI,
            CDI_CONFIG,
            "jakarta.annotation",
            "jakarta.enterprise..",
            "jakarta.inject",
            "jakarta.interceptor");

    @ArchTest
    static final ArchRule CDI_OBSERVE_JOINS_THE_OTHER_EXTENSIONS = only(
            CDI_OBSERVE,
            API,
            SPI,
            TURN,
            PLATFORM,
            CONFIG,
            CDI,
            CDI_CONFIG,
            CDI_POOL,
            CDI_SCOPE,
            CDI_LATE,
            CDI_LOOP,
            "jakarta.annotation",
            "jakarta.enterprise..",
            "jakarta.inject",
            "jakarta.interceptor");

    @ArchTest
    static final ArchRule CDI_CONTROL_JOINS_THE_OTHER_EXTENSIONS =
            only(CDI_CONTROL, API, SPI, TURN, CONFIG, CDI, CDI_POOL, CDI_CONFIG, "jakarta.enterprise..");

    @ArchTest
    static final ArchRule CDI_KNOWS_NO_POOLS =
            noClasses().that(resideInAPackage(CDI)).should().dependOnClassesThat(resideInAnyPackage(POOL, CDI_POOL));

    @ArchTest
    static final ArchRule ONLY_PLATFORM_MEETS_THE_OPTIONAL_PARTS = noClasses()
            .that(resideInAnyPackage(
                    API,
                    SPI,
                    TURN,
                    POOL,
                    SCOPE,
                    LOOP,
                    CONFIG,
                    CDI,
                    CDI_POOL,
                    CDI_SCOPE,
                    CDI_LATE,
                    CDI_LOOP,
                    CDI_CONFIG,
                    CDI_LITE,
                    CDI_OBSERVE,
                    CDI_CONTROL))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "jakarta.enterprise.concurrent..",
                    "javax.naming..",
                    "jakarta.transaction..",
                    "javax.management..",
                    "io.micrometer..",
                    "io.opentelemetry..",
                    "org.eclipse.microprofile.."));

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes().should(beInANullMarkedPackage());

    @ArchTest
    static final ArchRule PACKAGES_MAKE_NO_CIRCLE =
            slices().matching("io.sharer.(*)..").should().beFreeOfCycles();

    /**
     * The ways back: {@link SerialExecutor#builder}, {@link Pool#builder}, {@link EventLoop#named},
     * {@link WorkQueue#builder} and the factories of resources and late bindings open the engines to plain Java,
     * {@link Turn#current} asks one, and {@link ThreadScope#release} the context of threads.
     */
    private static ArchRule only(String from, String... to) {
        DescribedPredicate<JavaClass> mayUse = resideInAnyPackage(to)
                .or(resideInAnyPackage(from, JAVA, NULLNESS))
                .or(
                        from.equals(API)
                                ? belongToAnyOf(
                                        SerialQueues.class,
                                        RunningTurn.class,
                                        Pools.class,
                                        EventLoops.class,
                                        WorkQueues.class,
                                        ThreadContext.class,
                                        Resources.class,
                                        LateBindings.class)
                                : DescribedPredicate.not(alwaysTrue()));
        return classes().that(resideInAPackage(from)).should(onlyDependOnClassesThat(mayUse));
    }

    @ArchTest
    static final ArchRule ONLY_NAMED_FACTORIES_LEAD_FROM_THE_API_TO_THE_ENGINE = noClasses()
            .that(resideInAPackage(API))
            .and()
            .doNotBelongToAnyOf(
                    SerialExecutor.class,
                    Turn.class,
                    Pool.class,
                    EventLoop.class,
                    WorkQueue.class,
                    ThreadScope.class,
                    ResourceManager.class,
                    ResourceTemplate.class,
                    LateBinding.class)
            .should()
            .dependOnClassesThat(resideInAnyPackage(TURN, POOL, SCOPE, LOOP, CDI_POOL));

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetAnnotationOfType(NullMarked.class)
                        .isPresent();
                events.add(new SimpleConditionEvent(type, marked, type.getName() + " marked: " + marked));
            }
        };
    }
}
