package io.quanyu.demo.generator;

/** Is told how far the writing of a brand's files is. */
@FunctionalInterface
public interface WritingWatch {

  /**
   * @param done the part that is done, 0 to 1
   */
  void progress(double done);

  /** A file is complete; files come in the order in which they should be imported. */
  default void written(GeneratedFiles.ExportFile file) {}
}
