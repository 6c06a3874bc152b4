package io.twinlake.catalogsync.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.ledger.state.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {
    /** Whatever is wrong with the object itself can be mended, or the object be left out. */
    @ParameterizedTest
    @EnumSource
    void saysOfAnObjectWhatItsCategorySays(FailureCategory category) {
        Failure failure = Failures.of(new ClientException(category, "create view", "gold.s.v", null, "no", null));

        assertThat(failure.category()).isEqualTo(category.word());
        assertThat(failure.message()).isEqualTo("no");
        assertThat(failure.next().contains("exclude it from the group")).isEqualTo(category == FailureCategory.INVALID);
    }
}
