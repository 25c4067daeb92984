package io.quanyu.brand.organisation.internal.file;

import io.quanyu.brand.organisation.FileOutcome;
import io.quanyu.brand.organisation.FileOutcome.FileProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a file, line by line: the first reason of each. For one thread. */
final class FileProblems {

  private final Set<Long> lines = new HashSet<>();
  private final List<FileProblem> all = new ArrayList<>();

  /**
   * Keeps a line that is wrong.
   *
   * @param line 0: the file as a whole
   */
  void add(long line, String detail) {
    if (lines.add(line)) {
      all.add(new FileProblem(line, detail));
    }
  }

  boolean has(long line) {
    return lines.contains(line);
  }

  int count() {
    return all.size();
  }

  /** The first ones, by line. */
  List<FileProblem> first() {
    return all.stream()
        .sorted(Comparator.comparingLong(FileProblem::line))
        .limit(FileOutcome.PROBLEMS_MAX)
        .toList();
  }
}
