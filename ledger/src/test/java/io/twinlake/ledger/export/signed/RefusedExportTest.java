package io.twinlake.ledger.export.signed;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.failure.OwnCategory;
import org.junit.jupiter.api.Test;

class RefusedExportTest {
    @Test
    void saysThatNothingWasWrittenWhateverElseIsToBeDone() {
        assertThat(new RefusedExport("It was cut off.").next())
                .isEqualTo("Nothing was written. " + OwnCategory.EXPORT.next());
        assertThat(new RefusedExport("It is older.", "Bring the newer one.").next())
                .isEqualTo("Nothing was written. Bring the newer one.");
    }
}
