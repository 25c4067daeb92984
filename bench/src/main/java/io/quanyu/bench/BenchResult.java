package io.quanyu.bench;

import java.util.Locale;
import java.util.Map;

/**
 * A figure beside its peer's.
 *
 * @param name of the bench, or {@code bench/part} where it has several figures
 * @param figure ours
 * @param unit of both figures, without spaces: {@code ms}, {@code per_s}
 * @param better which way is better
 * @param peer who or what was measured beside us
 * @param peerFigure the peer's
 * @param details whatever else a reader of the JSON wants to know: sizes, percentiles
 */
public record BenchResult(
    String name,
    double figure,
    String unit,
    Better better,
    String peer,
    double peerFigure,
    Map<String, Object> details) {

  /** Which of two figures is the better one. */
  public enum Better {
    /** Times, sizes. */
    LOWER,
    /** Rates. */
    HIGHER
  }

  public BenchResult {
    details = Map.copyOf(details);
  }

  /** How many times better than the peer. */
  public double ratio() {
    return switch (better) {
      case LOWER -> peerFigure / figure;
      case HIGHER -> figure / peerFigure;
    };
  }

  /** The line that scripts read. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s figure=%.3f unit=%s peer=%s peer_figure=%.3f ratio=%.2f",
        name,
        figure,
        unit,
        peer,
        peerFigure,
        ratio());
  }
}
