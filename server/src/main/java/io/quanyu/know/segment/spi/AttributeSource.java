package io.quanyu.know.segment.spi;

import io.quanyu.core.segment.LeafQuery.AttributeMatches;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** Answers conditions on attributes. One Spring bean. */
public interface AttributeSource {

  /** The attributes that conditions can ask for, by name. */
  List<AttributeField> attributes();

  /** Customers whose attribute compares as asked; nobody if the attribute is unknown. */
  RoaringBitmap find(AttributeMatches query);

  /** The attribute of one customer, as text; empty if the customer has none. */
  Optional<String> value(int customerNo, String attribute);
}
