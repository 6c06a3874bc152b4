package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Browsing;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SchemaEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.List;
import java.util.regex.Pattern;

/** Tables and views over REST. */
final class TableRoutes {

    private static final int PAGE = 50;
    private static final int SUMMARY_PAGE = 500;

    private final Metastore metastore;
    private final TableJson json;
    private final ExternalTables external;

    TableRoutes(Metastore metastore, ExternalTables external) {
        this.metastore = metastore;
        this.json = new TableJson(metastore);
        this.external = external;
    }

    void register(Routes routes) {
        String all = "/api/2.1/unity-catalog/tables";
        String one = all + "/{name}";
        routes.get(all, this::list)
                .post(all, request -> json.whole(external.create(request), request.caller()))
                .get("/api/2.1/unity-catalog/table-summaries", this::summaries)
                .get(one, this::get)
                .get(one + "/exists", this::exists)
                .patch(one, this::update)
                .delete(one, this::delete);
    }

    private Fields list(ApiRequest request) {
        String catalog = request.requiredQuery("catalog_name");
        String schema = request.requiredQuery("schema_name");
        List<TableEntry> tables = metastore.tables().list(request.reader(), catalog, schema);
        Browsing browsing = new Browsing(metastore, request);
        boolean columns = !request.flag("omit_columns");
        boolean properties = !request.flag("omit_properties");
        return Page.of(
                request,
                "tables",
                tables,
                TableEntry::fullName,
                table -> browsing.marked(json.listed(table, request.caller(), columns, properties), table),
                PAGE);
    }

    private Fields summaries(ApiRequest request) {
        Pattern schemas = like(request.query("schema_name_pattern").orElse("%"));
        Pattern names = like(request.query("table_name_pattern").orElse("%"));
        String catalog = request.requiredQuery("catalog_name");
        List<TableEntry> tables = metastore.schemas().list(request.caller(), catalog).stream()
                .map(SchemaEntry::name)
                .filter(schema -> schemas.matcher(schema).matches())
                .flatMap(schema -> metastore.tables().list(request.caller(), catalog, schema).stream())
                .filter(table -> names.matcher(table.name().table()).matches())
                .toList();
        return Page.of(request, "tables", tables, TableEntry::fullName, TableRoutes::summary, SUMMARY_PAGE);
    }

    private static Fields summary(TableEntry table) {
        return new Fields()
                .with("full_name", table.fullName())
                .with("table_type", table.type().name());
    }

    private Fields get(ApiRequest request) {
        TableEntry table = metastore.tables().get(request.reader(), name(request));
        return new Browsing(metastore, request).marked(json.whole(table, request.caller()), table);
    }

    /** That a table exists is told to who may see it, be it by BROWSE. */
    private Fields exists(ApiRequest request) {
        TableName name = name(request);
        boolean exists = metastore.tables().find(name).isPresent();
        if (exists) {
            metastore
                    .access()
                    .requireSight(request.caller().browser(), new SecurableRef(SecurableKind.TABLE, name.fullName()));
        }
        return new Fields().with("table_exists", exists);
    }

    private Fields update(ApiRequest request) {
        if (!request.has("owner")) {
            throw new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "UpdateTable Nothing to update.");
        }
        TableName name = name(request);
        metastore.tables().get(request.caller(), name);
        metastore
                .owners()
                .change(
                        request.caller(),
                        new SecurableRef(SecurableKind.TABLE, name.fullName()),
                        request.required("owner"));
        return json.whole(metastore.shelves().tables.get(name.fullName()).orElseThrow(), request.caller());
    }

    private Fields delete(ApiRequest request) {
        metastore.tables().drop(request.caller(), name(request));
        return new Fields();
    }

    private static TableName name(ApiRequest request) {
        return TableName.parse(request.path("name"));
    }

    /** A LIKE pattern; the platform's default shows all. */
    private static Pattern like(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
