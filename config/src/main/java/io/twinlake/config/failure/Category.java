package io.twinlake.config.failure;

/** What kind of failure it is: the word that scripts may match, and what helps where nothing more is known. */
public interface Category {
    /** As documents and people write it. */
    String word();

    /** What a person does about it, as a sentence. */
    String next();
}
