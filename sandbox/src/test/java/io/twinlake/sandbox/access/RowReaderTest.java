package io.twinlake.sandbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class RowReaderTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void givesEachValueItsColumnsType() throws Exception {
        JsonNode columns = JSON.readTree("""
                [{"name":"n","type_name":"LONG"},{"name":"d","type_name":"DOUBLE"},{"name":"b","type_name":"BOOLEAN"},
                 {"name":"a","type_name":"ARRAY"},{"name":"s","type_name":"STRING"},{"name":"t","type_name":"TIMESTAMP"},
                 {"name":"x","type_name":"INT"},{"name":"nan","type_name":"DOUBLE"}]""");
        JsonNode row = JSON.readTree("""
                ["9007199254740993","0.5","true","[\\"power\\",null]","17","2026-01-01T00:00:00.000Z",null,"NaN"]""");

        assertThat(new RowReader(columns).read(row).toString()).isEqualTo("""
                        {"n":9007199254740993,"d":0.5,"b":true,"a":["power",null],"s":"17","t":"2026-01-01T00:00:00.000Z","x":null,"nan":"NaN"}""");
    }
}
