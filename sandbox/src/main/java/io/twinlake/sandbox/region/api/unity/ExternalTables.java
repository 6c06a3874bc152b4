package io.twinlake.sandbox.region.api.unity;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableType;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Registers external Delta tables, the only ones that can be made over REST; their data must be there already. */
final class ExternalTables {

    private final Metastore metastore;

    ExternalTables(Metastore metastore) {
        this.metastore = metastore;
    }

    TableEntry create(ApiRequest request) {
        String type = request.required("table_type");
        String format = request.required("data_source_format");
        if (!type.equals("EXTERNAL") || !format.equals("DELTA")) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "Only EXTERNAL tables of format DELTA can be created by this API, not " + type + " " + format);
        }
        TableEntry entry = new TableEntry(
                new TableName(
                        request.required("catalog_name"), request.required("schema_name"), request.required("name")),
                UUID.randomUUID().toString(),
                TableType.EXTERNAL,
                format,
                null,
                columns(request.body().path("columns")),
                List.of(),
                request.strings("properties"),
                request.text("comment"),
                null,
                List.of(),
                null);
        return metastore.tables().register(request.caller(), entry, request.required("storage_location"));
    }

    private static List<Column> columns(JsonNode columns) {
        List<Column> all = new ArrayList<>();
        for (JsonNode column : columns) {
            String typeText = column.path("type_text").asText().toLowerCase(Locale.ROOT);
            all.add(new Column(
                    column.path("name").asText(),
                    typeText,
                    column.path("type_name").asText(typeText.toUpperCase(Locale.ROOT)),
                    column.path("position").asInt(all.size()),
                    column.path("nullable").asBoolean(true),
                    column.hasNonNull("comment") ? column.get("comment").asText() : null));
        }
        return all;
    }
}
