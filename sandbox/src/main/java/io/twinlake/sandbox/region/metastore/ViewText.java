package io.twinlake.sandbox.region.metastore;

/** A view's query as it was written, and the catalog and schema against which its short names resolve. */
public record ViewText(String query, String catalog, String schema) {
    /**
     * The query as the platform tells it: empty lines are gone, and tabs are four blanks
     * (https://github.com/databricks/terraform-provider-databricks/issues/3865). Nothing says that it spares literals, so none is spared; what a query
     * gives goes by what was written.
     */
    public String told() {
        return query.replace("\t", "    ").replaceAll("(\\r?\\n)(?:[ ]*\\r?\\n)+", "$1");
    }
}
