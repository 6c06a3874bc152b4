package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import java.util.List;

/** Pages of jobs and of runs: {@code limit} entries each, with {@code has_more} and a token that says where the next begins. */
final class JobsPage {

    private static final int MOST = 100;

    private JobsPage() {}

    static ObjectNode of(ApiRequest request, String field, List<ObjectNode> all, int usual) {
        int limit = Math.min(MOST, number(request, "limit", usual));
        int start = Math.min(all.size(), number(request, "page_token", number(request, "offset", 0)));
        int end = limit == 0 ? all.size() : Math.min(all.size(), start + limit);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        if (end > start) {
            page.putArray(field).addAll(all.subList(start, end));
        }
        page.put("has_more", end < all.size());
        if (end < all.size()) {
            page.put("next_page_token", Integer.toString(end));
        }
        return page;
    }

    private static int number(ApiRequest request, String name, int otherwise) {
        String text = request.query(name).filter(given -> !given.isEmpty()).orElse(Integer.toString(otherwise));
        if (!text.matches("\\d{1,9}")) {
            throw new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Invalid " + name + ": " + text);
        }
        return Integer.parseInt(text);
    }
}
