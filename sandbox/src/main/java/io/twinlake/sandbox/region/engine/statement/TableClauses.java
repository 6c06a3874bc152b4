package io.twinlake.sandbox.region.engine.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.delta.TableDefinition;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.session.SparkPlans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.CheckConstraint;
import org.apache.spark.sql.catalyst.expressions.TableConstraint;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedTableSpec;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.Transform;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** The clauses that CREATE TABLE has beside its columns or query. */
record TableClauses(UnresolvedTableSpec spec, List<String> partitionColumns, List<String> clusteringColumns) {

    static TableClauses of(Object spec, Seq<Transform> partitioning) {
        List<String> partitions = new ArrayList<>();
        List<String> clusters = new ArrayList<>();
        for (Transform transform : CollectionConverters.asJava(partitioning)) {
            List<String> target = transform.name().equals("identity") ? partitions : clusters;
            for (NamedReference column : transform.references()) {
                target.add(String.join(".", column.fieldNames()));
            }
        }
        return new TableClauses((UnresolvedTableSpec) spec, partitions, clusters);
    }

    Optional<String> location() {
        return OptionConverters.toJava(spec.location());
    }

    @Nullable
    String comment() {
        return OptionConverters.toJava(spec.comment()).orElse(null);
    }

    /** Refuses what is no Delta table. */
    void requireDelta() {
        String provider = OptionConverters.toJava(spec.provider()).orElse("delta");
        if (!provider.equalsIgnoreCase("delta")) {
            throw SqlFailure.of(
                    "UNSUPPORTED_FEATURE.TABLE_OPERATION",
                    "0A000",
                    "Tables of the format " + provider + " are not supported by this warehouse.");
        }
    }

    /** The table to be made from columns alone. */
    TableDefinition definition(JsonNode schema) {
        Map<String, String> properties = properties();
        // As on a SQL warehouse, unless the statement says otherwise.
        properties.putIfAbsent("delta.enableDeletionVectors", "true");
        return new TableDefinition(schema, partitionColumns, clusteringColumns, properties, comment());
    }

    /** The clauses for Delta's own statement at the table's place: without the location, which the place says. */
    UnresolvedTableSpec atPlace() {
        requireDelta();
        return spec.copy(
                spec.properties(),
                Option.apply("delta"),
                spec.optionExpression(),
                Option.empty(),
                spec.comment(),
                spec.collation(),
                spec.serde(),
                false,
                SparkPlans.seq(List.of()));
    }

    /** The table's properties; a CHECK constraint is one of them. */
    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(CollectionConverters.asJava(spec.properties()));
        for (TableConstraint constraint : CollectionConverters.asJava(spec.constraints())) {
            if (constraint instanceof CheckConstraint check) {
                String name = check.userProvidedName() == null ? "chk_" + properties.size() : check.userProvidedName();
                properties.put("delta.constraints." + name, check.condition());
            }
        }
        return properties;
    }
}
