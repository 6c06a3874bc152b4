/** The vocabulary that every module shares: names of regions, groups and securables, patterns of such names, and the kinds of securables. */
package io.twinlake.config.name;
