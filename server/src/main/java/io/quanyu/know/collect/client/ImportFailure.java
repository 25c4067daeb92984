package io.quanyu.know.collect.client;

/** Ends the command; the message is the sentence that the person sees. */
final class ImportFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImportFailure(String sentence) {
    super(sentence);
  }

  ImportFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
