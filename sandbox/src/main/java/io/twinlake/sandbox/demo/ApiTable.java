package io.twinlake.sandbox.demo;

import java.util.List;

/** The SQL of {@code gold.api.customer_summary}, the table that the API reads by key, and of what is built on it. */
final class ApiTable {

    /** The table's full name. */
    static final String NAME = "gold.api.customer_summary";

    private ApiTable() {}

    static List<String> create(String lake, long rows) {
        return List.of(
                """
                CREATE OR REPLACE TABLE gold.api.customer_summary (
                  id STRING NOT NULL COMMENT 'Lookup key of the API',
                  customer_id STRING COMMENT 'Customer number in the CRM',
                  cen_id STRING COMMENT 'Customer number in the energy network',
                  churn_score DOUBLE COMMENT 'Probability of leaving within 90 days, 0 to 1',
                  business_units ARRAY<STRING> COMMENT 'Business units that serve the customer',
                  updated_at TIMESTAMP COMMENT 'When the row was last computed')
                USING DELTA
                CLUSTER BY (id)
                LOCATION '%sapi/customer_summary'
                COMMENT 'One row per customer, read by the API by id'
                TBLPROPERTIES (
                  'delta.autoOptimize.optimizeWrite' = 'true',
                  'delta.autoOptimize.autoCompact' = 'true')""".formatted(lake),
                // A SQL warehouse clusters what it writes; Delta alone leaves the order to the writer.
                "INSERT INTO gold.api.customer_summary " + rows("range(" + rows + ")", "2026-01-01 00:00:00")
                        + " ORDER BY id");
    }

    /** Computes every hundredth customer anew and brings in one new customer for ten of these. */
    static String mergeOnePercent(long rows) {
        return """
                MERGE INTO gold.api.customer_summary AS t
                USING (%s) AS s
                ON t.id = s.id
                WHEN MATCHED THEN UPDATE SET churn_score = 1 - t.churn_score, updated_at = s.updated_at
                WHEN NOT MATCHED THEN INSERT *""".formatted(rows(
                "(SELECT id * 100 AS id FROM range(%d) UNION ALL SELECT %d + id AS id FROM range(%d))"
                        .formatted(Math.max(1, rows / 100), rows, Math.max(1, rows / 1000)),
                "2026-06-01 00:00:00"));
    }

    /** What is built on the table: a function and two views, of which the second reads the first. */
    static List<String> dependants() {
        return List.of("""
                CREATE OR REPLACE FUNCTION gold.api.risk_band(score DOUBLE COMMENT 'Churn score, 0 to 1')
                RETURNS STRING
                COMMENT 'The band of a churn score'
                RETURN CASE WHEN score >= 0.8 THEN 'high' WHEN score >= 0.4 THEN 'medium' ELSE 'low' END""", """
                CREATE OR REPLACE VIEW gold.api.customer_churn
                COMMENT 'Customers with a score, by business unit'
                AS SELECT id, customer_id, churn_score, explode(business_units) AS business_unit
                FROM gold.api.customer_summary
                WHERE churn_score IS NOT NULL""", """
                CREATE OR REPLACE VIEW gold.api.business_unit_churn
                COMMENT 'Mean churn score of each business unit'
                AS SELECT business_unit, count(*) AS customers, avg(churn_score) AS churn_score
                FROM gold.api.customer_churn
                GROUP BY business_unit""");
    }

    /** Rows whose values follow from their number alone: the same at every start, spread as real ones are. */
    private static String rows(String numbers, String updatedAt) {
        return """
                SELECT
                  format_string('c-%%012x', pmod(xxhash64(id), 1000000000000)) || '-' || id AS id,
                  format_string('%%010d', id) AS customer_id,
                  IF(id %% 7 = 0, NULL, format_string('CEN%%09d', pmod(xxhash64(id, 1), 1000000000))) AS cen_id,
                  IF(id %% 53 = 0, NULL, pmod(xxhash64(id, 2), 10000) / 10000D) AS churn_score,
                  filter(array('power', 'gas', 'heat', 'mobility', 'solar'),
                    (unit, i) -> pmod(xxhash64(id, i), 3) = 0) AS business_units,
                  TIMESTAMP '%s' + make_dt_interval(0, 0, 0, id %% 86400) AS updated_at
                FROM %s""".formatted(updatedAt, numbers);
    }
}
