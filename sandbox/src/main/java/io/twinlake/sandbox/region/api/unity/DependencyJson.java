package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.ViewText;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.QueryReferences;
import java.util.ArrayList;
import java.util.List;

/** What a view or a function depends on, as JSON. */
final class DependencyJson {

    private DependencyJson() {}

    static Fields show(ViewText text, Metastore metastore) {
        QueryReferences references = QueryReferences.of(text);
        List<Fields> dependencies = new ArrayList<>();
        for (TableName table : references.tables()) {
            dependencies.add(new Fields().with("table", new Fields().with("table_full_name", table.fullName())));
        }
        for (TableName function : references.functions()) {
            if (metastore.shelves().functions.has(function.fullName())) {
                dependencies.add(
                        new Fields().with("function", new Fields().with("function_full_name", function.fullName())));
            }
        }
        return new Fields().with("dependencies", dependencies);
    }
}
