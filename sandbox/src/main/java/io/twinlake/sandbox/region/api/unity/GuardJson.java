package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.metastore.GuardCall;

/** Row filters and column masks as a table shows them. */
final class GuardJson {

    private GuardJson() {}

    static Fields filter(GuardCall filter) {
        return show(filter, "input_column_names", "input_arguments");
    }

    static Fields mask(GuardCall mask) {
        return show(mask, "using_column_names", "using_arguments");
    }

    private static Fields show(GuardCall call, String columns, String arguments) {
        return new Fields()
                .with("function_name", call.function().fullName())
                .with(columns, call.columns())
                .with(
                        arguments,
                        call.arguments().stream()
                                .map(argument ->
                                        new Fields().with(argument.literal() ? "constant" : "column", argument.text()))
                                .toList());
    }
}
