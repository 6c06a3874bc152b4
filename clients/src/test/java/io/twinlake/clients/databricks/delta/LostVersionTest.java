package io.twinlake.clients.databricks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LostVersionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELTA_UNSUPPORTED_TIME_TRAVEL_BEYOND_DELETED_FILE_RETENTION_DURATION",
                "DELTA_VERSION_NOT_FOUND",
                "DELTA_CANNOT_RESTORE_TABLE_VERSION",
                "FAILED_READ_FILE.DBR_FILE_NOT_EXIST"
            })
    void isToldByItsErrorClass(String code) {
        assertThat(LostVersion.isCauseOf(refusal(code, "it is gone"))).isTrue();
    }

    @Test
    void isToldByWhatRestoreSaysOfMissingFiles() {
        assertThat(LostVersion.isCauseOf(
                        refusal("BAD_REQUEST", "Not all files from version 7 are available in file system.")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TABLE_OR_VIEW_NOT_FOUND", "DATATYPE_MISMATCH", "INTERNAL_ERROR"})
    void isNoOtherRefusal(String code) {
        assertThat(LostVersion.isCauseOf(refusal(code, "it is not there"))).isFalse();
        assertThat(LostVersion.isCauseOf(refusal(null, "no answer"))).isFalse();
    }

    private static ClientException refusal(@Nullable String code, String message) {
        return new ClientException(FailureCategory.INVALID, "run statement", "gold.s.t", code, message, null);
    }
}
