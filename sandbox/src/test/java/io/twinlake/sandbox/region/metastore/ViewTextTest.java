package io.twinlake.sandbox.region.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "select 1|||2,~3;select 1|2,    3",
                "select 1|  |2;select 1|2",
                "select 1|  2;select 1|  2",
                "select 'a~b||c';select 'a    b|c'"
            })
    void isToldWithoutEmptyLinesAndTabs(String written, String told) {
        String query = written.replace('|', '\n').replace('~', '\t');

        assertThat(new ViewText(query, "gold", "s").told()).isEqualTo(told.replace('|', '\n'));
    }
}
