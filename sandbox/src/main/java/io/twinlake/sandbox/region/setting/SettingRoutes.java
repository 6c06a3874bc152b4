package io.twinlake.sandbox.region.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** {@code /settings} on a region's control port: GET tells all, PATCH sets those that it names, DELETE makes all the platform's own. */
public record SettingRoutes(Settings settings) implements Consumer<RoutesConfig> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Long>> NUMBERS = new TypeReference<>() {};

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/settings", this::tell);
        routes.patch("/settings", context -> {
            try {
                change(JSON.readValue(context.body(), NUMBERS));
                tell(context);
            } catch (IllegalArgumentException | JsonProcessingException refused) {
                context.status(400).result(String.valueOf(refused.getMessage()));
            }
        });
        routes.delete("/settings", context -> {
            settings.reset();
            tell(context);
        });
    }

    /** All of them or none. */
    private void change(Map<String, Long> values) {
        Map<Setting, Long> known = new EnumMap<>(Setting.class);
        values.forEach((name, value) -> known.put(Setting.of(name), value));
        known.forEach(settings::set);
    }

    private void tell(Context context) throws JsonProcessingException {
        context.contentType("application/json").result(JSON.writeValueAsString(settings.all()));
    }
}
