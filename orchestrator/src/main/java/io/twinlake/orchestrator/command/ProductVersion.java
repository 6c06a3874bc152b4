package io.twinlake.orchestrator.command;

import io.twinlake.clients.Product;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that Twinlake was built as. */
final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {Product.NAME + " " + Product.version()};
    }
}
