package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two copies of Sharer that may have one container have different ids, and each the same on every node. */
class BeanIdsTest {
    @ParameterizedTest
    @CsvSource({
        "vfs:/content/shop.ear/near.war/WEB-INF/lib/sharer.jar, @near.war",
        "vfs:/content/shop.ear/far.war/WEB-INF/lib/sharer.jar, @far.war",
        "vfs:/content/shop.ear/wars/far.war/WEB-INF/lib/sharer.jar, @wars/far.war",
        "vfs:/content/shop.war/WEB-INF/lib/sharer.jar, @shop.war",
        "jar:file:/apps/shop.ear!/near.war!/WEB-INF/lib/sharer.jar!/, @near.war!",
        "file:/server/applications/shop/near_war/WEB-INF/lib/sharer.jar, @near_war",
    })
    void aCopyInAWarIsCalledAfterTheWar(String location, String suffix) {
        assertThat(BeanIds.suffix(location)).isEqualTo(suffix);
    }

    @ParameterizedTest
    @CsvSource({
        "vfs:/content/shop.ear/lib/sharer.jar",
        "file:/home/me/.m2/repository/io/sharer/sharer.jar",
        "file:/home/me/sharer/extension/target/classes/",
    })
    void anyOtherIsCalledNothing(String location) {
        assertThat(BeanIds.suffix(location)).isEmpty();
    }

    @Test
    void beansOfOneClassAreToldApart() {
        assertThat(BeanIds.of(Desk.class)).isEqualTo(Desk.class.getName());
        assertThat(BeanIds.of(Desk.class, "a")).isNotEqualTo(BeanIds.of(Desk.class, "b"));
    }
}
