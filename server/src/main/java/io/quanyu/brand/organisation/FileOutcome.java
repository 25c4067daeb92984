package io.quanyu.brand.organisation;

import java.util.List;

/**
 * What a file did to the organisation, or would do.
 *
 * @param isApplied whether it was done; false for a preview
 * @param rows how many rows the file has
 * @param created how many units or people are new
 * @param changed how many known ones changed
 * @param unchanged how many known ones are as the file says already
 * @param changes the first {@value #CHANGES_MAX} of those created and changed, by line
 * @param problemCount how many lines are wrong; nothing is done while there is one
 * @param problems the first {@value #PROBLEMS_MAX} of them, by line
 */
public record FileOutcome(
    boolean isApplied,
    int rows,
    int created,
    int changed,
    int unchanged,
    List<FileChange> changes,
    int problemCount,
    List<FileProblem> problems) {

  /** As many changes as somebody looks through. */
  public static final int CHANGES_MAX = 200;

  /** As many problems as somebody mends before trying again. */
  public static final int PROBLEMS_MAX = 200;

  public FileOutcome {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
  }

  /**
   * One unit or person of a file that is new or changes.
   *
   * @param line on which the row begins; the header is line 1
   * @param isNew whether it was not known before
   * @param fields the columns that say something new
   */
  public record FileChange(long line, String name, boolean isNew, List<String> fields) {
    public FileChange {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A line that cannot be taken.
   *
   * @param line 0: the file as a whole
   */
  public record FileProblem(long line, String detail) {}
}
