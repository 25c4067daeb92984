package io.quanyu.know.consent.internal;

import io.quanyu.core.consent.MinorRule;
import io.quanyu.know.consent.ConsentFigures;
import io.quanyu.know.consent.ConsentedCustomers;
import io.quanyu.know.consent.Purpose;
import io.quanyu.platform.scope.VisibleCustomers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Counts who agreed to what, among whom the caller may see. */
@Component
public final class CountingConsent {

  private final PurposeStore purposes;
  private final ConsentSets sets;
  private final ConsentedCustomers consented;
  private final KnownChannels channels;
  private final VisibleCustomers visible;

  CountingConsent(
      PurposeStore purposes,
      ConsentSets sets,
      ConsentedCustomers consented,
      KnownChannels channels,
      VisibleCustomers visible) {
    this.purposes = purposes;
    this.sets = sets;
    this.consented = consented;
    this.channels = channels;
    this.visible = visible;
  }

  /** The figures of everybody whom this thread may see. */
  public ConsentFigures count() {
    var seen = visible.get();
    var snapshot = sets.current();
    var codes = channels.with(snapshot.channels());
    List<ConsentFigures.Row> rows = new ArrayList<>();
    for (var purpose : purposes.all().values()) {
      if (!purpose.isDecided() || !purpose.active()) {
        continue;
      }
      if (purpose.perChannel() && !codes.isEmpty()) {
        codes.forEach(code -> rows.add(row(purpose, Optional.of(code), snapshot, seen)));
      } else {
        rows.add(row(purpose, Optional.empty(), snapshot, seen));
      }
    }
    return new ConsentFigures(seen.getLongCardinality(), rows);
  }

  private ConsentFigures.Row row(
      Purpose purpose,
      Optional<String> channel,
      ConsentSets.Snapshot snapshot,
      RoaringBitmap seen) {
    var said = snapshot.of(purpose.code(), channel.orElse(""));
    long granted = RoaringBitmap.andCardinality(said.granted(), seen);
    long withdrawn = RoaringBitmap.andCardinality(said.withdrawn(), seen);
    var barred = consented.barred(purpose.code(), channel);
    long refused = RoaringBitmap.andCardinality(barred.refused(), seen);
    long minors =
        purpose.minors() == MinorRule.ALLOWED
            ? 0
            : RoaringBitmap.andCardinality(barred.minors(), seen);
    long all = seen.getLongCardinality();
    return new ConsentFigures.Row(
        purpose.code(),
        channel.orElse(null),
        granted,
        withdrawn,
        all - granted - withdrawn,
        all - refused - minors,
        minors);
  }
}
