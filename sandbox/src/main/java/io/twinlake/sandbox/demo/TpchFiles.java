package io.twinlake.sandbox.demo;

import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Generates the tables of TPC-H into text files, a row per line, values between bars. */
final class TpchFiles {

    /** Comments are cut from a pool of generated text; a small one is made in well under a second. */
    private static final int TEXT_POOL_BYTES = 2 << 20;

    private final Distributions distributions = Distributions.getDefaultDistributions();
    private final TextPool text = new TextPool(TEXT_POOL_BYTES, distributions);
    private final double scale;
    private final Path folder;

    TpchFiles(double scale, Path folder) {
        this.scale = scale;
        this.folder = folder;
    }

    /** Writes one table and gives the file's path. */
    Path write(TpchTable<?> table) {
        Path file = folder.resolve(table.getTableName() + ".tbl");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (TpchEntity row : rows(table)) {
                writer.write(row.toLine());
                writer.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's rows cannot be written to " + file, e);
        }
        return file;
    }

    private Iterable<? extends TpchEntity> rows(TpchTable<?> table) {
        return switch (table.getTableName()) {
            case "customer" -> new CustomerGenerator(scale, 1, 1, distributions, text);
            case "orders" -> new OrderGenerator(scale, 1, 1, distributions, text);
            case "lineitem" -> new LineItemGenerator(scale, 1, 1, distributions, text);
            case "part" -> new PartGenerator(scale, 1, 1, distributions, text);
            case "partsupp" -> new PartSupplierGenerator(scale, 1, 1, text);
            case "supplier" -> new SupplierGenerator(scale, 1, 1, distributions, text);
            case "nation" -> new NationGenerator(distributions, text);
            case "region" -> new RegionGenerator(distributions, text);
            default -> throw new IllegalArgumentException("TPC-H has no table " + table.getTableName());
        };
    }
}
