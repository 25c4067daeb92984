package io.quanyu.demo.generator;

/**
 * How dirty the generated records are. Rates are basis points (1/10,000) of what each line names;
 * zero switches that kind of dirt off.
 *
 * @param withoutPhoneBp customer records that carry no phone
 * @param phoneTypoBp customer records with a phone whose phone is mistyped: a digit off, two
 *     transposed or one missing
 * @param sharedPhoneBp phones used by two members of a family, who differ in name, gender or
 *     birthday
 * @param changedPhoneBp people who changed their number: records from before keep the old one
 * @param recycledPhoneBp people who were given a number that somebody else gave up
 * @param guidePhoneBp orders, of all channels, on which a store guide typed their own phone instead
 *     of the buyer's
 * @param oddPhoneFormatBp customer records with a phone that is written with +86, blanks, dashes or
 *     full-width digits
 * @param withoutNameBp customer records without name
 * @param maskedNameBp customer records whose name is masked by the platform, e.g. 王**
 * @param withoutBirthdayBp customer records without birthday
 * @param withoutGenderBp customer records without gender
 * @param giftBp online orders sent to somebody else: the order's phone is the receiver's, not the
 *     buyer's
 */
public record Dirt(
    int withoutPhoneBp,
    int phoneTypoBp,
    int sharedPhoneBp,
    int changedPhoneBp,
    int recycledPhoneBp,
    int guidePhoneBp,
    int oddPhoneFormatBp,
    int withoutNameBp,
    int maskedNameBp,
    int withoutBirthdayBp,
    int withoutGenderBp,
    int giftBp) {

  /**
   * The most that can be asked of a rate: half. Beyond it the words "dirt" and "record" would
   * change places.
   */
  public static final int RATE_MAX_BP = 5_000;

  public Dirt {
    int[] rates = {
      withoutPhoneBp,
      phoneTypoBp,
      sharedPhoneBp,
      changedPhoneBp,
      recycledPhoneBp,
      guidePhoneBp,
      oddPhoneFormatBp,
      withoutNameBp,
      maskedNameBp,
      withoutBirthdayBp,
      withoutGenderBp,
      giftBp
    };
    for (int rate : rates) {
      if (rate < 0 || rate > RATE_MAX_BP) {
        throw new IllegalArgumentException(
            "a dirt rate is 0 to " + RATE_MAX_BP + " basis points, not " + rate);
      }
    }
    if (recycledPhoneBp > changedPhoneBp / 2) {
      throw new IllegalArgumentException(
          "at most half of the numbers that were given up can be recycled");
    }
  }

  /** What a brand of this kind has to live with; the default of the demo. */
  public static Dirt usual() {
    return new Dirt(800, 400, 300, 400, 100, 50, 1_500, 400, 600, 1_500, 500, 500);
  }

  /** Every record complete, correct and in one format. */
  public static Dirt none() {
    return new Dirt(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
