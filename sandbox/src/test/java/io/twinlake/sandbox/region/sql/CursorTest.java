package io.twinlake.sandbox.region.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.sandbox.region.engine.SqlFailure;
import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void readsNamesWithEveryCharacterThatBackticksAllow() {
        Cursor cursor = new Cursor("`a``b`.`c d.e`.f_1");

        assertThat(cursor.name()).containsExactly("a`b", "c d.e", "f_1");
    }

    @Test
    void givesTextByPlaceAlsoBehindCharactersOutsideTheBasicPlane() {
        Cursor cursor = new Cursor("CREATE VIEW `😀` AS SELECT '😀' AS x ; ");
        cursor.expect("CREATE", "VIEW");
        cursor.name();
        cursor.expect("AS");

        assertThat(cursor.rest()).isEqualTo("SELECT '😀' AS x");
    }

    @Test
    void readsStringsWithTheirEscapes() {
        assertThat(new Cursor("'it\\'s'").string()).isEqualTo("it's");
        assertThat(new Cursor("\"two\\nlines\"").string()).isEqualTo("two\nlines");
        assertThat(new Cursor("r'a\\nb'").string()).isEqualTo("a\\nb");
    }

    @Test
    void skipsWhatIsNestedInTypesAndParentheses() {
        Cursor cursor = new Cursor("MAP<STRING, STRUCT<a: DECIMAL(10, 2), b: ARRAY<INT>>> , next");
        cursor.skipTo(",");

        assertThat(cursor.textSince(0)).endsWith(">>>");
    }

    @Test
    void namesTheWordThatItDidNotExpect() {
        Cursor cursor = new Cursor("DROP SCHEMA a NOW");
        cursor.expect("DROP", "SCHEMA");
        cursor.name();

        assertThatThrownBy(cursor::expectEnd).isInstanceOf(SqlFailure.class).hasMessageContaining("'NOW'");
    }
}
