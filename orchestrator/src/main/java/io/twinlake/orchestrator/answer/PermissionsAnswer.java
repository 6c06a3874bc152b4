package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.permission.AzureRight;
import io.twinlake.orchestrator.permission.Finding;
import io.twinlake.orchestrator.permission.Held;
import io.twinlake.orchestrator.permission.RegionPermissions;
import java.util.List;
import java.util.Optional;

/** Answers {@code permissions}. */
public record PermissionsAnswer(List<RegionPermissions> regions, List<AzureRight> azure) implements Answer {
    public PermissionsAnswer {
        regions = List.copyOf(regions);
        azure = List.copyOf(azure);
    }

    /** Whether everything is held that can be told; a region that does not answer has told nothing. */
    public boolean isWhole() {
        return regions.stream().allMatch(region -> region.missing().isEmpty())
                && azure.stream().noneMatch(right -> right.held() == Held.NO);
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document();
        ArrayNode array = document.putArray("regions");
        regions.forEach(region -> describe(region, array.addObject()));
        ArrayNode scopes = document.putArray("azure");
        azure.forEach(right -> scopes.addObject()
                .put("scope", right.scope())
                .put("action", right.action())
                .put("held", right.held().word()));
        return document;
    }

    private static void describe(RegionPermissions region, ObjectNode node) {
        node.put("region", region.region().value()).put("principal", region.principal());
        ArrayNode directions = node.putArray("directions");
        region.findings().forEach((purpose, findings) -> {
            ArrayNode grants =
                    directions.addObject().put("direction", purpose.word()).putArray("grants");
            findings.forEach(finding -> grants.addObject()
                    .put("statement", finding.right().statement(region.principal()))
                    .put("reason", finding.right().reason())
                    .put("held", finding.held().word())
                    .put("failure", finding.failure().orElse(null)));
        });
    }

    @Override
    public Optional<String> list() {
        return Optional.of("regions");
    }

    @Override
    public void print(Page page) {
        for (RegionPermissions region : regions) {
            region.findings().forEach((purpose, findings) -> {
                page.heading("Region " + region.region() + ", " + purpose.word().replace('-', ' ') + ", for "
                        + region.principal());
                findings.forEach(finding -> print(finding, region.principal(), page));
            });
        }
        if (!azure.isEmpty()) {
            page.heading("Azure");
            azure.forEach(right -> page.verbatim(mark(right.held()) + right.action() + " on " + right.scope()));
        }
        page.blank();
        page.line(isWhole() ? "Nothing is missing." : outcome());
    }

    private String outcome() {
        List<Finding> missing =
                regions.stream().flatMap(region -> region.missing().stream()).toList();
        long untold =
                missing.stream().filter(finding -> finding.held() != Held.NO).count();
        long refused = missing.size()
                - untold
                + azure.stream().filter(right -> right.held() == Held.NO).count();
        return refused + (refused == 1 ? " right is" : " rights are") + " missing and " + untold
                + (untold == 1 ? " was" : " were")
                + " not told. Whoever may grant runs the statements marked no; see docs/permissions.md.";
    }

    private static void print(Finding finding, String principal, Page page) {
        page.verbatim(mark(finding.held()) + finding.right().statement(principal));
        page.line("           " + finding.failure().orElse(finding.right().reason()));
    }

    private static String mark(Held held) {
        return "  " + held.word() + " ".repeat(9 - held.word().length());
    }
}
