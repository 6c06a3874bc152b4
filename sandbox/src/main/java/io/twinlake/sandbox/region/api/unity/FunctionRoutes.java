package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.AuditFields;
import io.twinlake.sandbox.region.api.Browsing;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions over REST: they are made in SQL, read, owned and deleted here. */
final class FunctionRoutes {

    private static final int PAGE = 50;

    private final Metastore metastore;

    FunctionRoutes(Metastore metastore) {
        this.metastore = metastore;
    }

    void register(Routes routes) {
        String all = "/api/2.1/unity-catalog/functions";
        String one = all + "/{name}";
        routes.get(all, this::list).get(one, this::get).patch(one, this::update).delete(one, this::delete);
    }

    private Fields list(ApiRequest request) {
        String catalog = request.requiredQuery("catalog_name");
        String schema = request.requiredQuery("schema_name");
        List<FunctionEntry> functions = metastore.functions().list(request.reader(), catalog, schema);
        Browsing browsing = new Browsing(metastore, request);
        return Page.of(
                request,
                "functions",
                functions,
                FunctionEntry::fullName,
                function -> browsing.marked(shown(function, request), function),
                PAGE);
    }

    private Fields get(ApiRequest request) {
        FunctionEntry function = metastore.functions().get(request.reader(), name(request));
        return new Browsing(metastore, request).marked(shown(function, request), function);
    }

    private Fields update(ApiRequest request) {
        if (!request.has("owner")) {
            throw new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "UpdateFunction Nothing to update.");
        }
        TableName name = name(request);
        metastore
                .owners()
                .change(
                        request.caller(),
                        new SecurableRef(SecurableKind.FUNCTION, name.fullName()),
                        request.required("owner"));
        return show(metastore.shelves().functions.get(name.fullName()).orElseThrow(), request.caller());
    }

    private Fields delete(ApiRequest request) {
        metastore.functions().drop(request.caller(), name(request));
        return new Fields();
    }

    private static TableName name(ApiRequest request) {
        return TableName.parse(request.path("name"));
    }

    /** What a function reads is told to whoever asks for it. */
    private Fields shown(FunctionEntry function, ApiRequest request) {
        Fields fields = show(function, request.caller());
        boolean asked = request.query("include_dependencies")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        return asked && function.language().equals("SQL")
                ? fields.with("routine_dependencies", DependencyJson.show(function.query(), metastore))
                : fields;
    }

    private Fields show(FunctionEntry function, Caller caller) {
        boolean sql = function.language().equals("SQL");
        TableName name = function.name();
        Fields fields = new Fields()
                .with("name", name.table())
                .with("catalog_name", name.catalog())
                .with("schema_name", name.schema())
                .with("full_name", name.fullName())
                .with("specific_name", name.table())
                .with("function_id", function.header().id())
                .with("metastore_id", metastore.identity().metastoreId())
                .with("input_params", parameters(function.parameters()))
                .with("data_type", function.isTableFunction() ? "TABLE_TYPE" : typeName(function.returns()))
                .with("full_data_type", function.isTableFunction() ? "TABLE_TYPE" : function.returns())
                .with("routine_body", sql ? "SQL" : "EXTERNAL")
                .with("external_language", sql ? null : function.language())
                .with(
                        "routine_definition",
                        metastore.texts().shows(caller, new SecurableRef(SecurableKind.FUNCTION, function.fullName()))
                                ? function.definition()
                                : null)
                .with("parameter_style", "S")
                .with("is_deterministic", function.deterministic())
                .with("sql_data_access", function.sqlDataAccess())
                .with("is_null_call", false)
                .with("security_type", "DEFINER")
                .with("properties", SessionSettings.ofAFunction())
                .with("browse_only", false)
                .with("securable_type", "FUNCTION")
                .with("securable_kind", "FUNCTION_STANDARD");
        if (function.isTableFunction()) {
            fields.with("return_params", parameters(function.returnColumns()));
        }
        return AuditFields.add(fields, function.header());
    }

    private static String typeName(String type) {
        String bare = type.contains("<") ? type.substring(0, type.indexOf('<')) : type;
        String name = (bare.contains("(") ? bare.substring(0, bare.indexOf('(')) : bare).toUpperCase(Locale.ROOT);
        return switch (name) {
            case "BIGINT" -> "LONG";
            case "SMALLINT" -> "SHORT";
            case "TINYINT" -> "BYTE";
            default -> name;
        };
    }

    private static Fields parameters(List<FunctionEntry.Parameter> parameters) {
        List<Fields> shown = new ArrayList<>();
        for (FunctionEntry.Parameter parameter : parameters) {
            shown.add(ColumnJson.show(parameter, shown.size()));
        }
        return new Fields().with("parameters", shown);
    }
}
