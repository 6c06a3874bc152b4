package io.twinlake.config.yaml;

import io.twinlake.config.yaml.problem.Place;
import io.twinlake.config.yaml.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Takes the entries of a YAML map, and finds keys that stand twice: YAML itself would quietly keep the last. */
record MapEntries(Problems problems) {
    Map<String, NodeTuple> of(MappingNode map, Place place) {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(
                        Place.of(place.key(), tuple.getKeyNode().getStartMark()), "a list or map as a key", "a name");
            } else if (entries.putIfAbsent(key.getValue(), tuple) != null) {
                problems.add(
                        Place.of(place.path(key.getValue()), key.getStartMark()),
                        "the key a second time",
                        "each key once");
            }
        }
        return entries;
    }
}
