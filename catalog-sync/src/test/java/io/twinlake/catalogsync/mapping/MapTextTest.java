package io.twinlake.catalogsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.ledger.id.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapTextTest {
    private static final RegionName WEST = new RegionName("west");
    private static final RegionName NORTH = new RegionName("north");
    private static final Direction DIRECTION = new Direction(WEST, NORTH);

    private final MapText texts = mapping(
            "mappings: {locations: [{west: abfss://lake@west/, north: abfss://lake@north/copy}],"
                    + " principals: [{west: readers, north: \"it's us\"}, {west: ann@a.com, north: ann@b.com}, {west: nobody, north: null}]}");

    private static MapText mapping(String keys) {
        return new MapText(KeyedRecords.group("gold", WEST, NORTH, keys).mappings(), DIRECTION);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            is_account_group_member('readers')             | is_account_group_member('it\\'s us')
            IS_MEMBER ( 'readers' ) OR `is_member`('x')    | IS_MEMBER ( 'it\\'s us' ) OR `is_member`('x')
            current_user() = 'ann@a.com' AND u = 'reader'  | current_user() = 'ann@b.com' AND u = 'reader'
            'ann@a.com' <> session_user()                  | 'ann@b.com' <> session_user()
            user() NOT IN ('x', lower('y'), 'ann@a.com')   | user() NOT IN ('x', lower('y'), 'ann@b.com')
            CURRENT_USER IN ('ann@a.com')                  | CURRENT_USER IN ('ann@b.com')
            read_files('abfss://lake@west/in')             | read_files('abfss://lake@north/copy/in')
            """)
    void namesWhatIsNamedOtherwiseThere(String text, String mapped) throws Unmappable {
        assertThat(texts.map(text)).isEqualTo(mapped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'readers', \"is_member('readers')\" -- is_member('readers')\nFROM t",
                "user = 'ann@a.com' AND t.current_user = 'ann@a.com'",
                "s.is_member('readers') /* is_account_group_member('readers') */",
                "is_member_of('readers') OR is_member = 'readers'",
                "current_user() = 'bob@a.com' || x AND `readers`",
                "a = 'ann@a.com' AND t.current_user() = b"
            })
    void leavesAloneWhatOnlyLooksSo(String text) throws Unmappable {
        assertThat(texts.map(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            SELECT 1 WHERE is_member(g)                  | a group that its text does not name (line 1, column 16)
            is_account_group_member('read' 'ers')        | a group that its text does not name (line 1, column 1)
            is_member(concat('read', 'ers'))             | a group that its text does not name (line 1, column 1)
            is_member('nobody')                          | asks for nobody (line 1, column 11)
            SELECT * FROM t VERSION AS OF 1              | VERSION AS OF 1 (line 1, column 17)
            SELECT * FROM t@v1                           | @v1 (line 1, column 16)
            SELECT 'abfss://lake@elsewhere/x'            | abfss://lake@elsewhere/x (line 1, column 8)
            SELECT 'see abfss://lake@west/x'             | see abfss://lake@west/x (line 1, column 8)
            SELECT r'ABFSS://lake@elsewhere/x'           | ABFSS://lake@elsewhere/x (line 1, column 8)
            SELECT * FROM IDENTIFIER(concat('a', 'b'))   | IDENTIFIER() (line 1, column 15)
            lower(current_user()) = 'ANN@a.com'          | names ANN@a.com (line 1, column 25)
            CASE current_user() WHEN 'ann@a.com' THEN 1 END | names ann@a.com (line 1, column 26)
            array_contains(array('ann@a.com'), session_user()) | names ann@a.com (line 1, column 22)
            current_user() = r'ann@a.com'                | names ann@a.com (line 1, column 18)
            a = 'ann@a.com' AND current_user() = b       | names ann@a.com (line 1, column 5)
            is_member('x') AND g = 'nobody'              | names nobody (line 1, column 24)
            """)
    void saysWhereItCannotBeSaid(String text, String says) {
        assertThatThrownBy(() -> texts.map(text)).isInstanceOf(Unmappable.class).hasMessageContaining(says);
    }

    @Test
    void refusesANameThatIsPutTogether() {
        assertThatThrownBy(() -> texts.map("current_user() = 'ann@a.com' || x"))
                .isInstanceOf(Unmappable.class)
                .hasMessageContaining("names ann@a.com (line 1, column 18)");
    }

    /** Where principals have the same names everywhere, whatever is asked for is the same. */
    @Test
    void asksNothingOfGroupsWhereNoneIsCalledOtherwise() throws Unmappable {
        String text = "is_member(g) OR is_member('nobody')";

        assertThat(mapping("mappings: {}").map(text)).isEqualTo(text);
    }
}
