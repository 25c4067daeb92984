package io.quanyu.demo.generator;

import java.time.ZoneId;

/** The invented brand. Any likeness to a real one is chance. */
public final class DemoBrand {

  public static final String NAME = "岚驰";
  public static final String NAME_LATIN = "LANCHI";

  /** The clock on the wall of every export; the files write times without a zone. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  public static final String CURRENCY = "CNY";

  /** The item that stands for shipping on an order: a charge, not a product. */
  public static final String SHIPPING_CHARGE = "POST";

  private DemoBrand() {}
}
