/** What is wrong with a file, and where: collected while it is read, and said all at once. */
package io.twinlake.config.yaml.problem;
