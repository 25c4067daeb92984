package io.quanyu.bench;

import java.util.List;

/** One question about speed, asked of us and of a peer in the same run. */
public interface Bench {

  /** What the run will take, told before it starts: disk, memory, rough time. */
  String needs(BenchRun run);

  /**
   * Measures.
   *
   * @return one result for each figure, at least one; the first is the bench's headline
   * @throws Exception when the bench cannot run, or when we and the peer disagree on an answer: a
   *     figure for a wrong answer is worth nothing
   */
  List<BenchResult> run(BenchRun run) throws Exception;
}
