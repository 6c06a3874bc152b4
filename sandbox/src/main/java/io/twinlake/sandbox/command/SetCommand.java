package io.twinlake.sandbox.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.access.SettingOrders;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import io.twinlake.sandbox.region.setting.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets what the regions limit, how long they keep things and how far they lag, and prints all of it. */
@Command(
        name = "set",
        description =
                "Let regions limit, keep or delay things otherwise than the platform; prints all settings with their defaults.")
final class SetCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    private SandboxFolder folder = new SandboxFolder();

    @Option(
            names = "--region",
            paramLabel = "R",
            description = "A region's name, 'primary' or 'secondary' (default: both).")
    private @Nullable String region;

    @Option(names = "--reset", description = "Make all settings the platform's own first.")
    private boolean reset;

    @Parameters(paramLabel = "KEY VALUE", arity = "0..*", description = "The settings, each with its number.")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() throws JsonProcessingException {
        Map<String, Long> values = values();
        ObjectNode document = JSON.createObjectNode();
        for (Setting setting : Setting.values()) {
            document.putObject(setting.toString()).put("default", setting.byItself());
        }
        for (RegionLayout each : regions()) {
            JSON.readTree(ordered(new SettingOrders(each), values))
                    .properties()
                    .forEach(setting -> document.withObjectProperty(setting.getKey())
                            .put(each.name(), setting.getValue().asLong()));
        }
        Terminal.line(document.toString());
        return 0;
    }

    private String ordered(SettingOrders orders, Map<String, Long> values) {
        if (reset) {
            orders.reset();
        }
        return values.isEmpty() ? orders.all() : orders.set(values);
    }

    private List<RegionLayout> regions() {
        Layout layout = Layout.of(folder.path());
        return region == null
                ? layout.regions()
                : List.of(layout.region(region)
                        .orElseThrow(() -> new SandboxFailure("There is no region '" + region + "' in this sandbox.")));
    }

    private Map<String, Long> values() {
        if (words.size() % 2 != 0) {
            throw new SandboxFailure("Each KEY wants its VALUE: " + String.join(" ", words));
        }
        Map<String, Long> values = new TreeMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            try {
                values.put(words.get(i), Long.valueOf(words.get(i + 1)));
            } catch (NumberFormatException e) {
                throw new SandboxFailure(words.get(i) + " takes a number, and '" + words.get(i + 1) + "' is none", e);
            }
        }
        return values;
    }
}
